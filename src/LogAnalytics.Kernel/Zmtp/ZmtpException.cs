namespace LogAnalytics.Kernel.Zmtp;

/// <summary>The other side does not speak ZMTP 3, or asks for more than a kernel gives; it is let go.</summary>
internal sealed class ZmtpException(string message) : Exception(message);
