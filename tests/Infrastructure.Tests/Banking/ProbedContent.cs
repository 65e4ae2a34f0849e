using System.Buffers;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>A file's bytes that look, on some of the times when they are read, at how much memory is in use.</summary>
internal sealed class ProbedContent(byte[] content) : MemoryManager<byte>
{
    private const int ReadsBetweenLooks = 100;

    private int _reads;

    public int Looks { get; private set; }

    public long Most { get; private set; }

    /// <summary>The bytes of managed objects that somebody still holds.</summary>
    public long Look()
    {
        GC.Collect();
        Looks++;
        var live = GC.GetTotalMemory(forceFullCollection: false);
        Most = Math.Max(Most, live);
        return live;
    }

    public override Span<byte> GetSpan()
    {
        if (++_reads % ReadsBetweenLooks == 0)
        {
            Look();
        }

        return content;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => content.AsMemory(elementIndex).Pin();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
