namespace Financbase.Build.Machine;

internal static class Dotnet
{
    private static readonly string[] Quiet = ["-nologo", "-v:q", "-clp:ErrorsOnly;NoSummary"];

    /// <summary>Builds or publishes; the failure shows each error of the compiler once.</summary>
    public static async Task RunAsync(IReadOnlyList<string> arguments, string otherwise, CancellationToken ct)
    {
        var (exitCode, output) = await new Command(Executables.Dotnet, [.. arguments, .. Quiet]).TryRunAsync(ct);
        if (exitCode != 0)
            throw new Failure(otherwise, string.Join('\n', output.Split('\n').Select(line => line.Trim()).Distinct()));
    }
}
