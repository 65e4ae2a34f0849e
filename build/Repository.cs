namespace Financbase.Build;

/// <summary>The clone that this program was compiled from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Financbase.sln")))
                return folder.FullName;
        }

        throw new Failure($"Financbase.sln was not found above {from}: run this from a clone of Financbase.");
    }
}
