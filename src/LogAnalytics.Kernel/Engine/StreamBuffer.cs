using System.Text;

namespace LogAnalytics.Kernel.Engine;

/// <summary>Gathers what a cell prints, so that a loop of prints is not a message each; shown after a moment, or when there is much.</summary>
internal sealed class StreamBuffer(ICellOutput output)
{
    private const int MostChars = 8192;
    private static readonly TimeSpan _delay = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private string _name = "stdout";
    private bool _isFlushPlanned;

    public void Write(string name, ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            if (name != _name)
                FlushLocked();
            _name = name;
            _text.Append(text);
            if (_text.Length >= MostChars)
            {
                FlushLocked();
            }
            else if (!_isFlushPlanned)
            {
                _isFlushPlanned = true;
                _ = FlushLaterAsync();
            }
        }
    }

    public void Flush()
    {
        lock (_gate)
            FlushLocked();
    }

    private async Task FlushLaterAsync()
    {
        await Task.Delay(_delay).ConfigureAwait(false);
        lock (_gate)
        {
            _isFlushPlanned = false;
            FlushLocked();
        }
    }

    private void FlushLocked()
    {
        if (_text.Length == 0)
            return;
        output.Print(_name, _text.ToString());
        _text.Clear();
    }
}
