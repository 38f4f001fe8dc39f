using System.Text.Json;

namespace LogAnalytics.Notebooks;

/// <summary>One window of attribution errors.</summary>
public sealed class Incident
{
    private Incident(JsonElement json, JsonSerializerOptions options)
    {
        Json = json;
        JsonElement onset = json.GetProperty("onset"), recovery = json.GetProperty("recovery"), counts = json.GetProperty("counts");
        Id = Text("id");
        Severity = Text("severity");
        Family = Text("family");
        State = Text("state");
        Status = Text("status");
        Scope = json.GetProperty("scope").Deserialize<IncidentScope>(options)!;
        LastGood = onset.GetProperty("last_good").Deserialize<SessionPoint>(options);
        FirstBad = onset.GetProperty("first_bad").Deserialize<SessionPoint>(options)!;
        LastBad = recovery.GetProperty("last_bad").Deserialize<SessionPoint>(options);
        FirstGood = recovery.GetProperty("first_good").Deserialize<SessionPoint>(options);
        MessagesBefore = counts.GetProperty("sessions_before").GetInt64();
        FailedBefore = counts.GetProperty("failed_before").GetInt64();
        MessagesDuring = counts.GetProperty("sessions_during").GetInt64();
        FailedDuring = counts.GetProperty("failed_during").GetInt64();
        Causes = json.GetProperty("causes").Deserialize<List<IncidentCause>>(options)!;

        string Text(string name) => json.GetProperty(name).GetString()!;
    }

    /// <summary>Stable while the incident is the same.</summary>
    public string Id { get; }

    /// <summary><c>major</c>: beyond chance at the stated false-alarm rate; else <c>minor</c>.</summary>
    public string Severity { get; }

    /// <summary><c>tenant_attribution</c>, <c>attr36</c> or <c>attr35</c>.</summary>
    public string Family { get; }

    /// <summary><c>onset</c>, or <c>pre_existing</c> where no good time before it is known.</summary>
    public string State { get; }

    /// <summary><c>ongoing</c> or <c>recovered</c>.</summary>
    public string Status { get; }

    /// <summary>Where it is.</summary>
    public IncidentScope Scope { get; }

    /// <summary>The last message before that was accepted in the same scope; null where none is known.</summary>
    public SessionPoint? LastGood { get; }

    /// <summary>The first refused message. The onset lies between <see cref="LastGood"/> and this.</summary>
    public SessionPoint FirstBad { get; }

    /// <summary>The last refused message; null while the incident goes on.</summary>
    public SessionPoint? LastBad { get; }

    /// <summary>The first message accepted again; null while the incident goes on.</summary>
    public SessionPoint? FirstGood { get; }

    /// <summary>Messages in the segment before the onset, retries counted once.</summary>
    public long MessagesBefore { get; }

    /// <summary>Of <see cref="MessagesBefore"/> those refused.</summary>
    public long FailedBefore { get; }

    /// <summary>Messages within the incident, retries counted once.</summary>
    public long MessagesDuring { get; }

    /// <summary>Of <see cref="MessagesDuring"/> those refused.</summary>
    public long FailedDuring { get; }

    /// <summary>Causes, the most likely first; never empty (<c>undetermined</c> is one).</summary>
    public IReadOnlyList<IncidentCause> Causes { get; }

    /// <summary>The incident as <c>findings.json</c> has it, for what the properties leave out.</summary>
    public JsonElement Json { get; }

    /// <summary>One line: severity, id, family, onset, the likeliest cause.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Severity} {Id}: {Family} from {FirstBad.Time:yyyy-MM-dd HH:mm:ss}Z, {FailedDuring} of {MessagesDuring} messages, {Causes[0].Id} ({Causes[0].Confidence})");

    internal static Incident Of(JsonElement json, JsonSerializerOptions options) => new(json, options);
}
