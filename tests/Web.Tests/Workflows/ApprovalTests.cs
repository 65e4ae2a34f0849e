using System.Net;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Workflows;

public sealed class ApprovalTests : ApprovalScene
{
    private const string Form = """
        "form":[{"name":"amount","label":"Amount","type":"number","required":true},{"name":"paidOn","label":"Paid on","type":"date"},
                {"name":"note","label":"Note"},{"name":"urgent","label":"Urgent","type":"boolean"}]
        """;

    [Test]
    public async Task Who_is_asked_decides_and_the_run_goes_on_with_the_answer()
    {
        var (approval, run) = await AskAsync("""{"role":"approver","title":"Pay the rent?","details":"Of June","timeout":"PT1H",""" + Form + "}");
        var asked = (await Approver.GetAsync(approval)).Data;
        asked.GetProperty("asked").GetBoolean().ShouldBeTrue();
        asked.GetProperty("mayDecide").GetBoolean().ShouldBeTrue();
        asked.GetProperty("status").GetString().ShouldBe("pending");
        (await Approver.GetAsync("/api/approvals?mine=true&q=RENT")).Data.GetArrayLength().ShouldBe(1);

        var decided = await Approver.PostAsync(approval + "/approve", """{"comment":" Fine. ","form":{"amount":900.50,"paidOn":"2026-06-30","urgent":true}}""");

        decided.Status.ShouldBe(HttpStatusCode.OK, decided.Json.GetRawText());
        decided.Data.GetProperty("status").GetString().ShouldBe("approved");
        var output = (await UntilAsync(run, "succeeded")).GetProperty("output");
        output.GetRawText().ShouldBe("""{"decision":"approved","by":"approver@acme.test","comment":"Fine.","form":{"amount":900.50,"paidOn":"2026-06-30","urgent":true}}""");
        var id = approval[(approval.LastIndexOf('/') + 1)..];
        (await CountAsync($"events WHERE type = 'approval.decided' AND data->>'id' = '{id}' AND data->>'decision' = 'approved'")).ShouldBe(1);
        (await CountAsync($"audit_logs WHERE action = 'approval.decide' AND target_id = '{id}' AND target_label = 'Pay the rent?'")).ShouldBe(1);
        (await CountAsync("workflow_signals")).ShouldBe(0);
        (await CountAsync($"workflow_timers WHERE execution_id = '{run[(run.LastIndexOf('/') + 1)..]}'")).ShouldBe(0);

        foreach (var late in new[] { await Approver.PostAsync(approval + "/approve"), await Owner.PostAsync(approval + "/reject"), await Owner.PostAsync(approval + "/delegate", """{"to":"accountant@acme.test"}""") })
            late.Status.ShouldBe(HttpStatusCode.Conflict, late.Json.GetRawText());
    }

    [Test]
    public async Task Of_many_who_decide_at_once_one_does()
    {
        var (approval, run) = await AskAsync("""{"role":"approver","title":"Who is first?","timeout":"PT1H"}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            (number % 3 == 0 ? Owner : Approver).PostAsync(approval + (number % 2 == 0 ? "/approve" : "/reject"))));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(11, string.Join(' ', answers.Select(answer => answer.Status)));
        var winner = answers.Single(answer => answer.Status == HttpStatusCode.OK).Data.GetProperty("status").GetString();
        (await UntilAsync(run, "succeeded")).GetProperty("output").GetProperty("decision").GetString().ShouldBe(winner);
    }

    [Test]
    public async Task Who_is_not_asked_cannot_decide_and_a_stranger_sees_nothing()
    {
        var (approval, run) = await AskAsync("""{"user":"Approver@acme.test","title":"Only you"}""");

        (await Accountant.GetAsync(approval)).Data.GetProperty("mayDecide").GetBoolean().ShouldBeFalse();
        (await Accountant.GetAsync("/api/approvals?mine=true&status=pending")).Data.EnumerateArray().Count(one => approval.EndsWith(one.GetProperty("id").GetString()!, StringComparison.Ordinal)).ShouldBe(0);
        foreach (var verb in new[] { "approve", "reject", "delegate" })
        {
            var body = verb == "delegate" ? """{"to":"accountant@acme.test"}""" : null;
            (await Accountant.PostAsync($"{approval}/{verb}", body)).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await Foreign.PostAsync($"{approval}/{verb}", body)).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        (await Foreign.GetAsync(approval)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Foreign.GetAsync("/api/approvals")).Data.GetArrayLength().ShouldBe(0);
        (await Approver.PostAsync(approval + "/reject", """{"comment":"No."}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await UntilAsync(run, "succeeded")).GetProperty("output").GetProperty("decision").GetString().ShouldBe("rejected");
    }

    [Test]
    public async Task With_four_eyes_whoever_started_the_run_is_not_asked_and_cannot_decide_even_as_an_owner_or_handed_to()
    {
        var (approval, run) = await AskAsync("""{"role":"approver","title":"May I?","fourEyes":true,"timeout":"P1D","escalateTo":"owner","escalateAfter":"PT1S"}""");

        (await Owner.GetAsync(approval)).Data.GetProperty("mayDecide").GetBoolean().ShouldBeFalse();
        (await Owner.GetAsync("/api/approvals?mine=true&q=May I")).Data.GetArrayLength().ShouldBe(0);
        foreach (var verb in new[] { "approve", "reject" })
        {
            var refused = await Owner.PostAsync($"{approval}/{verb}");
            refused.Status.ShouldBe(HttpStatusCode.Forbidden);
            refused.ErrorCode.ShouldBe("access.separation_of_duties");
        }

        await Eventually.HoldsAsync(async () => await CountAsync("approvals WHERE title = 'May I?' AND escalated_at IS NOT NULL") == 1);
        const string Told = "notifications n JOIN users u ON u.id = n.user_id WHERE n.title = 'To decide: May I?' AND u.email";
        (await CountAsync($"{Told} = 'approver@acme.test'")).ShouldBe(1);
        (await CountAsync($"{Told} = 'owner@acme.test'")).ShouldBe(0);
        var handed = await Approver.PostAsync(approval + "/delegate", """{"to":"owner@acme.test"}""");
        handed.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, handed.Json.GetRawText());
        (await Approver.PostAsync(approval + "/approve")).Status.ShouldBe(HttpStatusCode.OK);
        await UntilAsync(run, "succeeded");

        var again = await Owner.PostAsync(run + "/retry", """{"from":"start"}""");
        await UntilAsync(again.Location!, "waiting");
        var repeated = await App.Database.ScalarAsync($"SELECT id FROM approvals WHERE execution_id = '{again.Location![(again.Location!.LastIndexOf('/') + 1)..]}'");
        (await Owner.PostAsync($"/api/approvals/{repeated}/approve")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task Without_it_an_owner_decides_about_their_own_run()
    {
        var (approval, _) = await AskAsync("""{"role":"owner","title":"I may."}""");

        (await Owner.PostAsync(approval + "/approve")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_key_needs_the_scope_for_it()
    {
        var person = await App.CreateUserAsync("second-owner@acme.test");
        await Ours.AddMemberAsync(person, "owner");
        using var reader = new ApiClient(App, await Ours.IssueKeyAsync(person, "approvals:read"));
        var (approval, _) = await AskAsync("""{"role":"owner","title":"With a key"}""");

        (await reader.GetAsync(approval)).Status.ShouldBe(HttpStatusCode.OK);
        (await reader.PostAsync(approval + "/approve")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [TestCase("""{}""", "form.amount", "Required.")]
    [TestCase("""{"amount":"12"}""", "form.amount", "This must be a number.")]
    [TestCase("""{"amount":1,"paidOn":"2026-02-30"}""", "form.paidOn", "This must be a date such as 2026-01-31.")]
    [TestCase("""{"amount":1,"urgent":"yes"}""", "form.urgent", "This must be true or false.")]
    [TestCase("""{"amount":1,"note":{"a":1}}""", "form.note", "This must be a text.")]
    [TestCase("""{"amount":1,"other":1}""", "form.other", "This form has no such field.")]
    public async Task What_does_not_fit_the_form_is_told_field_by_field_and_decides_nothing(string form, string field, string message)
    {
        var (approval, run) = await AskAsync("""{"role":"approver","title":"Fill it in",""" + Form + "}");

        var refused = await Approver.PostAsync(approval + "/approve", $$"""{"form":{{form}}}""");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Json.GetProperty("error").GetProperty("details").GetProperty("fields").GetProperty(field)[0].GetString().ShouldBe(message);
        (await Owner.GetAsync(run)).Data.GetProperty("status").GetString().ShouldBe("waiting");
        (await Approver.PostAsync(approval + "/approve", $$$"""{"comment":"{{{new string('x', 2001)}}}","form":{"amount":1}}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Approver.PostAsync(approval + "/reject")).Status.ShouldBe(HttpStatusCode.OK, "A rejection needs no form.");
    }

    [Test]
    public async Task It_is_handed_to_a_member_who_is_told_and_then_may_decide()
    {
        var (approval, run) = await AskAsync("""{"role":"approver","title":"Handed over"}""");
        await Ours.AddMemberAsync("viewer");
        foreach (var wrong in new[] { "nobody@acme.test", "owner@other.test", "viewer@acme.test", "not an address", "", "approver@acme.test" })
            (await Approver.PostAsync(approval + "/delegate", $$"""{"to":"{{wrong}}"}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, wrong);

        var handed = await Approver.PostAsync(approval + "/delegate", """{"to":"ACCOUNTANT@acme.test"}""");

        handed.Status.ShouldBe(HttpStatusCode.OK, handed.Json.GetRawText());
        handed.Data.GetProperty("delegates").EnumerateArray().Select(one => one.GetString()).ShouldBe(["accountant@acme.test"]);
        await Eventually.HoldsAsync(async () => (await App.MailsToAsync("accountant@acme.test")).Any(mail => mail.Subject == "To decide: Handed over"));
        (await CountAsync("notifications n JOIN users u ON u.id = n.user_id WHERE u.email = 'accountant@acme.test' AND n.title = 'To decide: Handed over'")).ShouldBe(1);
        (await CountAsync($"audit_logs WHERE action = 'approval.delegate' AND summary->>'to' = 'accountant@acme.test'")).ShouldBe(1);
        (await Accountant.PostAsync(approval + "/approve")).Status.ShouldBe(HttpStatusCode.OK);
        (await UntilAsync(run, "succeeded")).GetProperty("output").GetProperty("by").GetString().ShouldBe("accountant@acme.test");
    }

    [Test]
    public async Task After_a_while_somebody_else_is_asked_as_well_and_everybody_is_told_once()
    {
        var (approval, _) = await AskAsync("""{"role":"approver","title":"Slow","escalateTo":"accountant@acme.test","escalateAfter":"PT1H"}""");
        await App.WaitForMailsAsync("approver@acme.test");
        (await Accountant.PostAsync(approval + "/approve")).Status.ShouldBe(HttpStatusCode.Forbidden);

        await App.Database.ScalarAsync($"UPDATE approvals SET escalate_at = app_now() WHERE id = '{approval[(approval.LastIndexOf('/') + 1)..]}'");

        await Eventually.HoldsAsync(async () => await CountAsync("approvals WHERE title = 'Slow' AND escalated_at IS NOT NULL") == 1);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        (await CountAsync("notifications n JOIN users u ON u.id = n.user_id WHERE n.title = 'To decide: Slow' AND u.email IN ('approver@acme.test', 'accountant@acme.test')")).ShouldBe(2);
        (await App.MailsToAsync("approver@acme.test")).Count(mail => mail.Subject.EndsWith("Slow", StringComparison.Ordinal)).ShouldBe(1);
        (await Accountant.PostAsync(approval + "/approve")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task When_nobody_has_the_role_the_owners_are_told()
    {
        await AskAsync("""{"role":"treasurer","title":"Nobody there"}""");

        await Eventually.HoldsAsync(async () => (await App.MailsToAsync("owner@acme.test")).Any(mail => mail.Subject == "To decide: Nobody there"));
    }

    [Test]
    public async Task A_decision_and_the_end_of_the_time_never_both_come_true()
    {
        var (approval, run) = await AskAsync("""{"role":"approver","title":"Too late","timeout":"PT1H"}""");
        var id = run[(run.LastIndexOf('/') + 1)..];

        // The timer has fired, and the engine has not looked at it yet.
        await App.Database.ScalarAsync($"UPDATE workflow_timers SET fired = true WHERE execution_id = '{id}'");
        var late = await Approver.PostAsync(approval + "/approve");
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("workflows.approval_closed");
        (await CountAsync($"workflow_ready WHERE execution_id = '{id}'")).ShouldBe(0, "A refused decision leaves nothing.");

        await App.Database.ScalarAsync($"UPDATE approvals SET expires_at = app_now(); INSERT INTO workflow_ready (organization_id, execution_id) VALUES ('{Ours.Id}', '{id}')");
        (await UntilAsync(run, "succeeded")).GetProperty("output").GetProperty("decision").GetString().ShouldBe("timeout");
        (await Approver.GetAsync(approval)).Data.GetProperty("status").GetString().ShouldBe("expired");
    }

    [Test]
    public async Task What_is_cancelled_is_not_asked_any_more()
    {
        var (approval, run) = await AskAsync("""{"role":"approver","title":"Cancelled"}""");

        await Owner.PostAsync(run + "/cancel");

        (await Approver.GetAsync(approval)).Data.GetProperty("status").GetString().ShouldBe("cancelled");
        (await Approver.PostAsync(approval + "/approve")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Owner.GetAsync("/api/approvals?status=cancelled")).Data.GetArrayLength().ShouldBeGreaterThan(0);
    }
}
