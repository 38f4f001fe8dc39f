namespace LogAnalytics.Inputs.Unpacking;

/// <summary>The outermost stream of a log: what fails below leaves it with its remedy.</summary>
/// <param name="path">On disk.</param>
internal sealed class CheckedStream(Stream content, string path) : ReadOnlyStream
{
    /// <exception cref="InvalidDataException">It is damaged, or a limit is reached.</exception>
    /// <exception cref="UnreadableException">The disk or the network fails.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (LimitReachedException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"it is damaged, or not packed as its name says: {e.Message.TrimEnd('.')}. Copy the file again.", e);
        }
        catch (IOException e)
        {
            throw new UnreadableException(ReadFailure.Reason(e, path), e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}
