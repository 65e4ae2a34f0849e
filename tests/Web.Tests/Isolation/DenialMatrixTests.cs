using System.Net;
using Financbase.Domain.Access;

namespace Financbase.Web.Tests.Isolation;

/// <summary>
/// Every address of the product, asked for a workflow and a bank account by somebody whose role allows everything and whom
/// exceptions deny these two, and by somebody whose role allows everything for other accounts and their own workflows only.
/// </summary>
public sealed class DenialMatrixTests
{
    // What the log of changes and the exceptions themselves tell is for those who look after the organization.
    private static readonly string[] ToldAnyway = ["audit", "grants", "settings/access"];

    [Test]
    public async Task What_is_denied_is_neither_told_nor_touched_at_any_address()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);

        var (told, faults) = await AskAsync(scene);

        faults.ShouldBeEmpty();
        told.ShouldBeGreaterThan(20, "An owner, to whom nothing is denied, is told them.");
    }

    [Test]
    public async Task Without_the_exceptions_what_is_denied_is_told_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Grants);

        var (_, faults) = await AskAsync(scene, target => target.Template is "api/workflows/{id}" or "banking/{id}");

        faults.ShouldContain("admin's key: GET api/workflows/{id} answers 200");
        faults.ShouldContain("admin in a browser: GET banking/{id} answers 200");
    }

    [Test]
    public async Task Without_the_constraints_of_roles_what_they_leave_out_is_told_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Constraints);

        var (_, faults) = await AskAsync(scene);

        faults.ShouldContain("narrowed member in a browser: GET banking/{id} answers 200");
        faults.ShouldContain("narrowed member's key: GET api/bank-accounts/{id} answers 200");
        faults.ShouldContain("narrowed member's key: GET api/workflows/{id} answers 200");
        faults.ShouldContain("narrowed member in a browser: GET workflows/{id} answers 200");
        faults.Where(fault => !fault.StartsWith("narrowed member", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task<(int Told, IReadOnlyList<string> Faults)> AskAsync(IsolationScene scene, Func<Target, bool>? where = null)
    {
        string[] words = ["plain review", "plain account", "plain coffee", "plain rent", "plain.csv", .. new[] { "workflowId", "bankAccountId", "executions/{id}" }.Select(place => scene.OurIds[place])];
        var faults = new List<string>();
        var told = 0;
        foreach (var target in (await Target.AllAsync(scene.App.Services)).Where(target => IsProbed(target) && where?.Invoke(target) != false))
        {
            var address = target.Fill(place => scene.OurIds[place]);
            var asking = scene.Exceptional.Where(prober => prober.Role == "admin").Concat(scene.Narrowed)
                .Concat(target.Method == "GET" ? scene.Probers.Where(prober => prober.Role == "owner") : []);
            foreach (var prober in asking.Where(prober => prober.IsPerson != target.IsApi))
            {
                var answer = await prober.AskAsync(new(target.Method, target.IsApi ? address : $"/o/ours{address}", scene.BodyOf(target, scene.OurIds)));
                var word = words.FirstOrDefault(word => !address.Contains(word, StringComparison.Ordinal) && answer.Raw.Contains(word, StringComparison.OrdinalIgnoreCase));
                told += prober.Role == "owner" && word is not null ? 1 : 0;
                if (prober.Role != "owner" && word is not null)
                    faults.Add($"{prober.Name}: {target.Method} {target.Template} tells “{word}”");
                if (prober.Role != "owner" && IsOnOneThing(target) && answer.Status < HttpStatusCode.MultipleChoices)
                    faults.Add($"{prober.Name}: {target.Method} {target.Template} answers {(int)answer.Status}");
            }
        }

        return (told, faults);
    }

    // What can be named there belongs to everybody.
    private static bool IsOfTheProduct(Target target) => target.Template.StartsWith("api/workflow-templates/", StringComparison.Ordinal);

    // Whatever is read; and of what is done, what would be done to the denied things.
    private static bool IsProbed(Target target) =>
        !ToldAnyway.Any(target.Template.Contains) && (target.Method == "GET" || IsOnOneThing(target));

    private static bool IsOnOneThing(Target target) => target.Places.Any() && !IsOfTheProduct(target)
        && target.Permission is { } permission && PermissionCatalogue.Find(permission)!.Resource is not null;
}
