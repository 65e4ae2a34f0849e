using Financbase.Build.Postgres;

namespace Financbase.Build.Testing;

/// <summary>What every project of one run is given.</summary>
internal sealed record TestSettings(string Configuration, string? Filter, IReadOnlyDictionary<string, string?> Environment)
{
    public const string AdminSetting = "FINANCBASE_TEST_ADMIN";

    /// <summary>A database that the caller's environment names is somebody's: no test may see it.</summary>
    /// <param name="admin">Connects as a superuser of a cluster for tests.</param>
    public static Dictionary<string, string?> EnvironmentFor(string admin) =>
        new(Database.SettingNames.Select(name => KeyValuePair.Create(name, (string?)null)))
        {
            [AdminSetting] = admin,
            [Chromium.Setting] = Chromium.Find(),
        };
}
