using System.Numerics;

namespace Financbase.Domain.Documents;

/// <summary>The part of an amount in one currency that stands for a part of the same amount in another: the last part takes what is left.</summary>
internal static class Share
{
    /// <returns>Rounded half away from zero; all of <paramref name="of"/> where the part is the whole.</returns>
    public static long Of(long of, long part, long whole) => part == whole ? of : Rounding.Divide((BigInteger)of * part, whole);
}
