using Financbase.Build.Web;

namespace Financbase.Build.Commands;

/// <summary>
/// The demo organization is seeded once, on the first run. The choice against it is remembered too, so that a database
/// with a company's own books never gets it later by a forgotten option.
/// </summary>
internal static class DemoSeed
{
    private const string Seeded = "seeded";
    private const string Declined = "declined";

    /// <summary>Answers whether the demo organization is there.</summary>
    public static async Task<bool> SowOnceAsync(DataFolder data, WebApplication web, bool wanted, CancellationToken ct)
    {
        var note = data.PathOf("demo");
        if (!File.Exists(note))
        {
            if (wanted)
                await Terminal.StepAsync("Seeding the demo organization",
                    () => web.Verb("seed", "demo").RunAsync("The demo organization could not be seeded: mend what is named above, or start without it by --no-demo.", ct));
            await File.WriteAllTextAsync(note, wanted ? Seeded : Declined, ct);
        }

        return await File.ReadAllTextAsync(note, ct) == Seeded;
    }
}
