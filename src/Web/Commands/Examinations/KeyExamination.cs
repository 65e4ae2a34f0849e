using System.Runtime.CompilerServices;
using Financbase.Infrastructure.Encryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Financbase.Web.Commands.Examinations;

/// <summary>The master key is there and opens the key ring that the database holds.</summary>
internal sealed class KeyExamination(IServiceProvider services) : Examination
{
    protected override string Subject => "keys";

    protected override async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        _ = services.GetRequiredService<MasterKey>();
        yield return Ok("the master key is there");

        var keys = services.GetRequiredService<IKeyManager>().GetAllKeys();
        var closed = keys.Count(key => !key.IsRevoked && !Opens(key));
        yield return closed == 0
            ? Ok(keys.Count == 0 ? "the key ring is still empty" : $"the master key opens all {keys.Count} keys of the key ring")
            : Fault($"The master key does not open {closed} of {keys.Count} keys of the key ring: put the master key back with which this database was used.");
    }

    private static bool Opens(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
