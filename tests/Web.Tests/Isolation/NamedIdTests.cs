using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Financbase.Web.Tests.Isolation;

/// <summary>
/// Ids that stand in bodies, forms and queries, however deep: an owner names another organization's, and is answered as with nobody's. Which there are is read off
/// what the product binds, so none is forgotten.
/// </summary>
public sealed partial class NamedIdTests
{
    // By what it is an id of, and plain ones by their name.
    private static readonly Dictionary<string, string> Places = new()
    {
        ["AccountId"] = "accounts/{id}",
        ["BankAccountId"] = "bankAccountId",
        ["BankTransactionId"] = "bank-transactions/{id}",
        ["BillId"] = "bills/{id}",
        ["CustomerId"] = "customerId",
        ["InvoiceId"] = "invoices/{id}",
        ["ItemId"] = "items/{id}",
        ["JournalEntryId"] = "journal-entries/{id}",
        ["PaymentId"] = "payments/{id}",
        ["ProjectId"] = "projects/{id}",
        ["ReimbursementId"] = "expenses/part",
        ["TaxRateId"] = "taxRateId",
        ["UserId"] = "member",
        ["VendorCreditId"] = "vendor-credits/{id}",
        ["VendorId"] = "vendorId",
        ["VendorPaymentId"] = "vendor-payments/{id}",
        ["account"] = "accounts/{id}",
        ["accountId"] = "accounts/{id}",
        ["accountIds"] = "bankAccountId",
        ["apiKeyId"] = "api-keys/{id}",
        ["eventId"] = "events/{id}",
        ["itemId"] = "items/{id}",
        ["ledgerAccount"] = "accounts/{id}",
        ["userId"] = "member",
        ["add"] = "accounts/{id}",
        ["chosen"] = "accounts/{id}",
        ["bankAccount"] = "bankAccountId",
        ["bankAccountId"] = "bankAccountId",
        ["bills"] = "bills/{id}",
        ["id"] = "bills/{id}",
        ["causedBy"] = "events/{id}",
        ["customer"] = "customerId",
        ["customerId"] = "customerId",
        ["documentId"] = "documentId",
        ["import"] = "import",
        ["importId"] = "importId",
        ["member"] = "member",
        ["part"] = "expenses/part",
        ["personId"] = "member",
        ["project"] = "projects/{id}",
        ["projectId"] = "projects/{id}",
        ["resourceId"] = "bankAccountId",
        ["sourceEntryId"] = "sourceEntryId",
        ["taxRate"] = "taxRateId",
        ["taxRateId"] = "taxRateId",
        ["useId"] = "vendor-credits/use",
        ["vendor"] = "vendorId",
        ["vendorId"] = "vendorId",
        ["workflow"] = "workflowId",
        ["workflowId"] = "workflowId",
    };

    [Test]
    public async Task Named_beside_the_address_another_organizations_is_as_nobodys()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        var ids = await NamedId.AllAsync(scene.App.Services);
        ids.Where(id => PlaceOf(id) is not { } place || !scene.TheirIds.ContainsKey(place)).ShouldBeEmpty("Say in Places what these ids name.");
        foreach (var way in Enum.GetValues<Way>())
            ids.Count(id => id.Way == way).ShouldBeGreaterThan(10);
        ids.ShouldContain(id => id.Path == "lines.0.taxRateId");
        ids.ShouldContain(id => id.Path == "splits.0.accountId");
        ids.ShouldContain(id => id.Path == "invoices.0.invoiceId");
        var before = await scene.ChecksumAsync();

        var faults = await AskAsync(scene, ids);

        await TestContext.Out.WriteLineAsync($"{ids.Count} ids");
        faults.ShouldBeEmpty();
        (await scene.ChecksumAsync()).ShouldBe(before);
    }

    [Test]
    public async Task A_form_of_ones_own_thing_sent_to_anothers_is_as_sent_to_nobodys()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        var owner = scene.Probers.Single(prober => prober is { Role: "owner", IsPerson: true });
        var before = await scene.ChecksumAsync();
        var faults = new List<string>();
        var filled = 0;

        foreach (var target in (await Target.AllAsync(scene.App.Services)).Where(target => target is { Method: "POST", IsApi: false } && target.Places.Any()))
        {
            var fields = await FieldsAsync(owner, Address(scene, target));
            filled += fields.Count > 0 ? 1 : 0;
            var nobody = Guid.CreateVersion7().ToString();
            Call To(Func<string, string> id) => new("POST", $"/o/ours{target.Fill(id)}", null, [.. fields]);
            if (await Matrix.CompareAsync(owner, To(place => scene.TheirIds[place]), To(place => Matrix.Words.Contains(place) ? scene.TheirIds[place] : nobody)) is { } fault)
                faults.Add($"{target.Template}: {fault}");
        }

        faults.ShouldBeEmpty();
        filled.ShouldBeGreaterThan(30);
        (await scene.ChecksumAsync()).ShouldBe(before);
    }

    [Test]
    public async Task Without_both_walls_it_is_taken_and_the_answers_say_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.QueryFilter);
        await scene.LiftRowLevelSecurityAsync();
        string[] some = ["lines.0.taxRateId", "splits.0.accountId", "vendorId", "Input.Account"];

        var faults = await AskAsync(scene, [.. (await NamedId.AllAsync(scene.App.Services)).Where(id => some.Contains(id.Path))]);

        faults.ShouldContain(fault => fault.Contains("Body: lines.0.taxRateId", StringComparison.Ordinal));
    }

    private static string? PlaceOf(NamedId id) =>
        id is { Target.Template: "payment-files/new", Name: "account" } ? "bankAccountId"
        : id.Name == "creditNoteId" ? "credit-notes/{id}"
        : Places.GetValueOrDefault(id.Type == typeof(Guid) ? id.Name : id.Type.Name);

    private static async Task<List<string>> AskAsync(IsolationScene scene, IReadOnlyList<NamedId> ids)
    {
        var faults = new List<string>();
        // What a role is narrowed to is compared with what there is, and never looked for.
        foreach (var id in ids.Where(id => id.Name != "accountIds"))
        {
            var owner = scene.Probers.Single(prober => prober.Role == "owner" && prober.IsPerson != id.Target.IsApi);
            var (theirs, nobodys) = (scene.TheirIds[PlaceOf(id)!], Guid.CreateVersion7().ToString());
            var make = id.Way switch
            {
                Way.Query => Asked(scene, id),
                Way.Body => Sent(scene, id, ids),
                _ => await FilledAsync(scene, owner, id),
            };
            if (await Matrix.CompareAsync(owner, make(theirs), make(nobodys)) is { } fault)
                faults.Add($"{id}: {fault}");
        }

        return faults;
    }

    private static string Address(IsolationScene scene, Target target)
    {
        var address = target.Fill(place => scene.OurIds[place]);
        return target.IsApi ? address : $"/o/ours{address}";
    }

    private static Func<string, Call> Asked(IsolationScene scene, NamedId id)
    {
        var address = Address(scene, id.Target);
        return value => new Call("GET", $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{id.Path}={value}", null);
    }

    // The example of the description, with what is there in it but for the one id.
    private static Func<string, Call> Sent(IsolationScene scene, NamedId id, IReadOnlyList<NamedId> all)
    {
        var address = Address(scene, id.Target);
        return value =>
        {
            var body = JsonNode.Parse(scene.BodyOf(id.Target, scene.OurIds) ?? "{}")!.AsObject();
            foreach (var other in all.Where(other => other.Way == Way.Body && other.Target == id.Target && other.Path != id.Path))
                Write(body, other.Path, scene.OurIds[PlaceOf(other)!], isForced: false);
            Write(body, id.Path, value, isForced: true);
            return new Call(id.Target.Method, address, body.ToJsonString());
        };
    }

    private static void Write(JsonNode at, string path, string value, bool isForced)
    {
        var steps = path.Split('.');
        foreach (var (place, step) in steps.Index())
        {
            JsonNode? next = place == steps.Length - 1 ? JsonValue.Create(value) : steps[place + 1] == "0" ? new JsonArray() : new JsonObject();
            var known = at is JsonArray list ? list.FirstOrDefault() : at[step];
            if (known is null && !isForced)
                return;
            if (known is not null && place < steps.Length - 1)
                next = known;
            else if (at is JsonArray { Count: 0 } empty)
                empty.Add(next);
            else if (at is JsonArray filled)
                filled[0] = next;
            else
                at[step] = next;
            at = next!;
        }
    }

    // The page's form as a browser would send it, but for the one field.
    private static async Task<Func<string, Call>> FilledAsync(IsolationScene scene, Prober owner, NamedId id)
    {
        var address = Address(scene, id.Target);
        var fields = await FieldsAsync(owner, address);
        return value => new Call("POST", address, null, [.. fields.Where(field => field.Key != id.Path), new(id.Path, value)]);
    }

    // What stands in the page's fields.
    private static async Task<List<KeyValuePair<string, string>>> FieldsAsync(Prober owner, string address)
    {
        var page = (await owner.AskAsync(new Call("GET", address.Split('?')[0], null))).Raw;
        return [.. Inputs().Matches(page).Select(input => (Name: input.Groups["name"].Value, Text: Value().Match(input.Value).Groups[1].Value, input.Value))
            .Where(input => !input.Value.Contains("checkbox", StringComparison.Ordinal) || input.Value.Contains(" checked", StringComparison.Ordinal))
            .Concat(Areas().Matches(page).Select(area => (area.Groups["name"].Value, area.Groups["text"].Value, "")))
            .Concat(Selects().Matches(page).Select(select => (select.Groups["name"].Value, Selected().Match(select.Value).Groups[1].Value, "")))
            .Where(field => !field.Item1.StartsWith("__", StringComparison.Ordinal))
            .Select(field => KeyValuePair.Create(field.Item1, WebUtility.HtmlDecode(field.Item2)))];
    }

    [GeneratedRegex("""<input[^>]* name="(?<name>[^"]+)"[^>]*>""")]
    private static partial Regex Inputs();

    [GeneratedRegex("""<textarea[^>]* name="(?<name>[^"]+)"[^>]*>\s*(?<text>[^<]*)</textarea>""")]
    private static partial Regex Areas();

    [GeneratedRegex("""<select[^>]* name="(?<name>[^"]+)"[^>]*>.*?</select>""", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("<option(?=[^>]* selected)[^>]* value=\"([^\"]*)\"")]
    private static partial Regex Selected();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
