namespace Financbase.Build.Machine;

/// <summary>The package manager of Debian and Ubuntu.</summary>
internal static class Apt
{
    private const string ClusterSettings = "/etc/postgresql-common/createcluster.d";

    private static readonly Dictionary<string, string?> Unattended = new() { ["DEBIAN_FRONTEND"] = "noninteractive" };

    public static bool IsUsable => Environment.IsPrivilegedProcess && Executables.Find("apt-get") is not null;

    public static async Task InstallAsync(IReadOnlyList<string> packages, CancellationToken ct)
    {
        await RunAsync(["update", "-q"], "The package lists could not be fetched: check the network and /etc/apt/sources.list.", ct);

        using var noSystemCluster = new NoSystemCluster();
        await RunAsync(["install", "-y", "-q", "--no-install-recommends", .. packages],
            $"The packages {string.Join(", ", packages)} could not be installed: run 'apt-get install {string.Join(' ', packages)}' and mend what it names.", ct);
    }

    private static Task<string> RunAsync(IReadOnlyList<string> arguments, string otherwise, CancellationToken ct) =>
        new Command("apt-get", arguments) { Settings = Unattended }.RunAsync(otherwise, ct);

    /// <summary>
    /// Debian's PostgreSQL package makes and starts a cluster for the whole machine unless told not to. Nobody asked for
    /// one, so it is told not to, for the length of this installation only.
    /// </summary>
    private sealed class NoSystemCluster : IDisposable
    {
        private readonly string _setting = Path.Combine(ClusterSettings, "financbase.conf");

        public NoSystemCluster()
        {
            Directory.CreateDirectory(ClusterSettings);
            File.WriteAllText(_setting, "create_main_cluster = false\n");
        }

        public void Dispose() => File.Delete(_setting);
    }
}
