namespace Financbase.Build.Machine;

/// <summary>Something Financbase needs on the machine but does not bring along.</summary>
/// <param name="Name">As it is called in progress lines.</param>
/// <param name="Packages">The packages of Debian and Ubuntu that bring it.</param>
/// <param name="Otherwise">The sentence for a person, where it can be neither found nor installed.</param>
/// <param name="IsMet">Looks for it.</param>
internal sealed record Requirement(string Name, IReadOnlyList<string> Packages, string Otherwise, Func<bool> IsMet)
{
    /// <summary>Installs in one go what is missing.</summary>
    public static async Task EnsureAsync(IReadOnlyList<Requirement> requirements, CancellationToken ct)
    {
        var missing = requirements.Where(requirement => !requirement.IsMet()).ToList();
        if (missing.Count == 0)
            return;
        if (!Apt.IsUsable)
            throw new Failure(missing[0].Otherwise);

        await Terminal.StepAsync($"Installing {string.Join(" and ", missing.Select(requirement => requirement.Name))}",
            () => Apt.InstallAsync([.. missing.SelectMany(requirement => requirement.Packages)], ct));
        if (missing.FirstOrDefault(requirement => !requirement.IsMet()) is { } unmet)
            throw new Failure(unmet.Otherwise);
    }
}
