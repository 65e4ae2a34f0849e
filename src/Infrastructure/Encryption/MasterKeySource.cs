using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// Finds the master key: in <c>Encryption:Key</c>, else in the file <c>Encryption:KeyFile</c>, which is made when it
/// is missing. Development has a file of its own; elsewhere one of the two must be set, because a key made in a
/// container's disposable folder would take every session and API key with it.
/// </summary>
internal static class MasterKeySource
{
    // Making a key takes far less.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static MasterKey Load(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Encryption:Key"] is { Length: > 0 } text)
            return Read(text, "Encryption__Key");

        var file = configuration["Encryption:KeyFile"] ?? (environment.IsDevelopment() ? DevelopmentFile() : null);
        return file is not null ? LoadOrMake(Path.GetFullPath(file)) : throw new InvalidOperationException(
            "Set Encryption__KeyFile to a file on lasting storage (it is made when missing), or Encryption__Key to 32 bytes in base 64.");
    }

    /// <summary>The master keys before today's, which go on unwrapping until <c>keys rotate</c> has replaced their work.</summary>
    public static IEnumerable<MasterKey> LoadPrevious(IConfiguration configuration) => configuration.GetSection("Encryption:PreviousKeys")
        .GetChildren()
        .Select(key => Read(key.Value ?? "", $"Encryption__PreviousKeys__{key.Key}"));

    private static string DevelopmentFile() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "financbase", "master.key");

    private static MasterKey LoadOrMake(string path)
    {
        if (!File.Exists(path))
            Make(path);

        return Read(File.ReadAllText(path), path);
    }

    // Moving a file onto a name that is free asks and then moves, so two could do it: one at a time makes the key. It is written
    // aside, so that whoever reads it reads it whole.
    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var alone = Hold($"{path}.lock");
        if (File.Exists(path))
            return;

        var aside = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using (var writer = new StreamWriter(aside, options))
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Length)));
        File.Move(aside, path);
    }

    private static FileStream Hold(string path)
    {
        FileStream? held = null;
        return SpinWait.SpinUntil(() => (held = TryHold(path)) is not null, Patience)
            ? held!
            : throw new InvalidOperationException($"{path} is held by another process. It is free once no other process makes the key.");
    }

    private static FileStream? TryHold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static MasterKey Read(string text, string source)
    {
        var key = new byte[MasterKey.Length + 1];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == MasterKey.Length
            ? new MasterKey(key[..length])
            : throw new InvalidOperationException($"{source} must hold {MasterKey.Length} bytes in base 64.");
    }
}
