namespace LogAnalytics.Diagnosis;

internal static class Confidences
{
    public static Confidence AtMost(this Confidence confidence, Confidence cap) => confidence < cap ? confidence : cap;
}
