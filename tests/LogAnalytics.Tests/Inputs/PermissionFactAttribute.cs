namespace LogAnalytics.Tests.Inputs;

/// <summary>Permission bits bind neither root nor Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PermissionFactAttribute : FactAttribute
{
    public PermissionFactAttribute() =>
        Skip = OperatingSystem.IsWindows() ? "Windows has no permission bits" : Environment.IsPrivilegedProcess ? "permission bits do not bind root" : null;
}
