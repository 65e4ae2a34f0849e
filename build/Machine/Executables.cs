using System.Diagnostics;

namespace Financbase.Build.Machine;

internal static class Executables
{
    public static IEnumerable<string> PathFolders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The first of these programs that PATH leads to, as a full path.</summary>
    public static string? Find(params IEnumerable<string> names) =>
        names.SelectMany(name => PathFolders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>The .NET host that runs this program; it need not be on PATH.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>What a program answers on standard output to a question that it answers at once, such as its version.</summary>
    public static string Ask(string program, string question)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [question]) { RedirectStandardOutput = true })!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return answer;
    }
}
