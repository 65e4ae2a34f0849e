using Financbase.Build.Machine;

namespace Financbase.Build.Postgres;

/// <summary>PostgreSQL refuses to run as root: started by root, it runs as the account that its package brings.</summary>
internal static class ServerAccount
{
    private const string Name = "postgres";

    /// <summary>The same command as the server's account, in a folder that every account may enter.</summary>
    public static Command Run(string program, params IReadOnlyList<string> arguments) =>
        Environment.IsPrivilegedProcess
            ? new Command("runuser", ["-u", Name, "--", program, .. arguments]) { Folder = "/" }
            : new Command(program, arguments) { Folder = "/" };

    /// <summary>Makes a folder that only the server may read, below one that it can reach.</summary>
    public static async Task MakeFolderAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!Environment.IsPrivilegedProcess)
            return;

        await new Command("chown", $"{Name}:", folder)
            .RunAsync($"PostgreSQL does not run as root and there is no account '{Name}': make one with 'useradd --system {Name}', or run this as an ordinary user.", ct);
        await Run("test", "-w", folder)
            .RunAsync($"The account '{Name}', which runs PostgreSQL for root, cannot reach {folder}: choose with --data a folder that every account may enter, such as /var/lib/financbase.", ct);
    }
}
