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
        using var noNewServices = new NoNewServices();
        await RunAsync(["install", "-y", "-q", "--no-install-recommends", .. packages],
            $"The packages {string.Join(", ", packages)} could not be installed: run 'apt-get install {string.Join(' ', packages)}' and mend what it names.", ct);
    }

    private static Task<string> RunAsync(IReadOnlyList<string> arguments, string otherwise, CancellationToken ct) =>
        new Command("apt-get", arguments) { Settings = Unattended }.RunAsync(otherwise, ct);

    /// <summary>
    /// A package that brings a server starts it, unless a policy says no. One that is there already is somebody's, and stays.
    /// </summary>
    private sealed class NoNewServices : IDisposable
    {
        private const string Policy = "/usr/sbin/policy-rc.d";

        private readonly bool _own = !File.Exists(Policy);

        public NoNewServices()
        {
            if (!_own)
                return;
            File.WriteAllText(Policy, "#!/bin/sh\nexit 101\n");
            File.SetUnixFileMode(Policy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        public void Dispose()
        {
            if (_own)
                File.Delete(Policy);
        }
    }

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
