using Financbase.Application.Attachments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Attachments.Stores;

/// <summary>A bucket and how to reach it.</summary>
/// <param name="Endpoint">Of the server.</param>
/// <param name="Region">As it is signed.</param>
/// <param name="Bucket">It has to exist.</param>
/// <param name="AccessKey">Whose requests they are.</param>
/// <param name="SecretKey">With which they are signed.</param>
internal sealed record S3Settings(Uri Endpoint, string Region, string Bucket, string AccessKey, string SecretKey)
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => $"{Endpoint}{Bucket}";
}

/// <summary>Where files lie: <c>Files:S3:…</c>, else the folder <c>Files:Folder</c>, else in development a usual one, else nowhere.</summary>
internal static class FileSettings
{
    /// <exception cref="InvalidOperationException">The settings are incomplete or contradict each other; the message says what to do.</exception>
    public static IFileStore Choose(IConfiguration configuration, IHostEnvironment environment)
    {
        var s3 = configuration.GetSection("Files:S3");
        var folder = configuration["Files:Folder"];
        if (s3.Exists() && !string.IsNullOrEmpty(folder))
            throw new InvalidOperationException("Set either Files__Folder or Files__S3__…: files lie in one place.");

        return s3.Exists() ? new S3Store(Read(s3))
            : !string.IsNullOrEmpty(folder) ? new FolderStore(Path.GetFullPath(folder))
            : environment.IsDevelopment() ? new FolderStore(DevelopmentFolder())
            : new NoStore();
    }

    private static S3Settings Read(IConfigurationSection section) => new(
        Uri.TryCreate(section["Endpoint"], UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new InvalidOperationException("Set Files__S3__Endpoint to the address of the server, such as https://s3.example.com."),
        section["Region"] is { Length: > 0 } region ? region : "us-east-1", Needed(section, "Bucket"), Needed(section, "AccessKey"), Needed(section, "SecretKey"));

    private static string Needed(IConfigurationSection section, string name) =>
        section[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"Set Files__S3__{name}.");

    private static string DevelopmentFolder() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "financbase", "files");
}
