using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Ledger;

/// <summary>What is counted by a project: which lines name one, what their postings keep, and what is refused.</summary>
public sealed class ProjectTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;
    private ProjectId _pier;
    private ProjectId _shed;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        (_pier, _shed) = (await BeginAsync("PIER"), await BeginAsync("SHED"));
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Lines_of_one_account_are_posted_project_by_project_and_taken_back_so()
    {
        var invoice = await _firm.IssueAsync(
            _firm.Line(100) with { ProjectId = _pier }, _firm.Line(40) with { ProjectId = _shed }, _firm.Line(1), _firm.Line(60) with { ProjectId = _pier });
        (await PostedAsync()).ShouldBe("1100  241.20, 2200  -40.20, 4000  -1.00, 4000 PIER -160.00, 4000 SHED -40.00");
        (await _firm.ReadAsync(invoice)).Lines.Select(line => line.Project).ShouldBe(["PIER Project PIER", "SHED Project SHED", null, "PIER Project PIER"]);
        (await FiguresAsync(_pier)).ShouldBe("160.00 0.00 160.00");

        await _firm.Organization.SendAsync(new CreditInvoice(invoice, Date: TestSales.Day));
        (await FiguresAsync(_pier)).ShouldBe("0.00 0.00 0.00");
        var voided = await _firm.IssueAsync(_firm.Line(7) with { ProjectId = _pier });
        await UpdateAsync(_pier, "PIER", isArchived: true);
        (await _firm.Organization.SendAsync(new VoidInvoice(voided))).IsSuccess.ShouldBeTrue();
        (await FiguresAsync(_pier)).ShouldBe("0.00 0.00 0.00");
        await WholeAsync();
    }

    [Test]
    public async Task Bills_credits_entries_and_bank_lines_are_counted_by_the_project_of_their_lines()
    {
        var buys = await TestPurchases.OpenAsync(_firm.Organization);
        await buys.ApproveAsync(buys.Line(50, account: "6100") with { ProjectId = _pier });
        var credit = (await SendAsync(new CreateVendorCredit(new(buys.Vendor, "GS-1", [buys.Line(10, account: "6100") with { ProjectId = _pier }], TestSales.Day)))).Id;
        await SendAsync(new PostVendorCredit(credit));
        (await FiguresAsync(_pier)).ShouldBe("0.00 40.00 -40.00");

        var entry = await SendAsync(Entry(25, _shed));
        (await FiguresAsync(_shed)).ShouldBe("0.00 25.00 -25.00");
        var reversal = await SendAsync(new ReverseJournalEntry(entry.Id));
        (await SendAsync(new GetJournalEntry(reversal.Id))).Postings.Select(posting => posting.Project?.Code).ShouldBe(["SHED", null]);
        (await FiguresAsync(_shed)).ShouldBe("0.00 0.00 0.00");

        var account = await _firm.Organization.OpenAccountAsync();
        await SendAsync(new ConnectBankAccount(account, _firm.Accounts["1010"]));
        await _firm.Organization.ImportAsync(account, "Date,Description,Amount\n2026-06-01,A,-30.00\n");
        var line = (await _firm.Organization.LinesAsync(account)).Single().Id;
        await SendAsync(new CategorizeBankTransaction(line, [new(_firm.Accounts["6100"], -20, ProjectId: _shed), new(_firm.Accounts["6100"], -10)]));
        (await FiguresAsync(_shed)).ShouldBe("0.00 20.00 -20.00");
        await SendAsync(new UndoBankTransaction(line, null));
        (await FiguresAsync(_shed)).ShouldBe("0.00 0.00 0.00");
        await WholeAsync();
    }

    [Test]
    public async Task An_archived_project_and_one_of_another_organization_are_refused_on_new_lines_in_the_same_words()
    {
        var buys = await TestPurchases.OpenAsync(_firm.Organization);
        var theirs = await (await TestSales.OpenAsync(await _app.FoundAsync("other"))).Organization.SendAsync(new CreateProject(new("X", "Theirs")));
        await UpdateAsync(_shed, "SHED", isArchived: true);
        foreach (var project in new[] { _shed, theirs.Value.Id, new ProjectId(Guid.CreateVersion7()) })
        {
            (await _firm.Organization.SendAsync(Entry(1, project))).Error.ShouldBe(ProjectErrors.Unknown);
            (await _firm.Organization.SendAsync(new CreateInvoice(new(_firm.Customer, [_firm.Line(1) with { ProjectId = project }])))).Error.ShouldBe(ProjectErrors.Unknown);
            (await _firm.Organization.SendAsync(new CreateBill(new(buys.Vendor, "N", [buys.Line(1) with { ProjectId = project }])))).Error.ShouldBe(ProjectErrors.Unknown);
        }

        (await _firm.Organization.SendAsync(new GetProject(theirs.Value.Id))).Error!.Code.ShouldBe("not_found");
        (await _firm.Organization.SendAsync(new UpdateProject(theirs.Value.Id, new("Y", "Ours")))).Error!.Code.ShouldBe("not_found");
        (await SendAsync(new ListProjects(new(), new PageRequest()))).Items.Select(project => project.Code).ShouldBe(["PIER", "SHED"]);
    }

    [Test]
    public async Task A_bank_rule_counts_its_lines_by_its_project_and_leaves_them_alone_once_that_is_archived()
    {
        var account = await _firm.Organization.OpenAccountAsync();
        await SendAsync(new ConnectBankAccount(account, _firm.Accounts["1010"]));
        var rule = await SendAsync(new CreateBankRule("Planks", new(Words: ["planks"]), _firm.Accounts["6100"], IsAutomatic: true, ProjectId: _pier));
        (await SendAsync(new GetBankRule(rule.Id))).Project!.Code.ShouldBe("PIER");
        await _firm.Organization.ImportAsync(account, "Date,Description,Amount\n2026-06-01,Planks,-30.00\n");
        (await FiguresAsync(_pier)).ShouldBe("0.00 30.00 -30.00");

        await UpdateAsync(_pier, "PIER", isArchived: true);
        await _firm.Organization.ImportAsync(account, "Date,Description,Amount\n2026-06-02,More planks,-40.00\n");
        var left = (await _firm.Organization.LinesAsync(account)).Single(line => line.Status == BankTransactionStatus.Unreviewed);
        (await SendAsync(new SuggestForBankTransaction(left.Id))).First(one => one.Rule == rule.Id).Project.ShouldBeNull();
        (await _firm.Organization.SendAsync(new CreateBankRule("Again", new(Words: ["x"]), _firm.Accounts["6100"], ProjectId: _pier))).Error.ShouldBe(ProjectErrors.Unknown);
        await WholeAsync();
    }

    [Test]
    public async Task A_project_has_a_code_of_its_own_and_a_customer_in_use()
    {
        (await CodeAsync(new("PIER", "Again"))).ShouldBe("projects.code_taken");
        (await CodeAsync(new("no code", "Name"))).ShouldBe("validation_error");
        (await CodeAsync(new("OK", " "))).ShouldBe("validation_error");
        (await CodeAsync(new("OK", "Name", new(Guid.CreateVersion7())))).ShouldBe("projects.customer_unknown");
        (await CodeAsync(new("OK", "Name", _firm.Customer))).ShouldBeNull();
        var found = (await SendAsync(new ListProjects(new(Customer: _firm.Customer), new PageRequest()))).Items.ShouldHaveSingleItem();
        (found.Code, found.Customer).ShouldBe(("OK", "Northwind Shipyard"));
        (await _firm.Organization.SendAsync(new CreateProject(new("NO", "Name")), "viewer")).Error!.Code.ShouldBe("forbidden");
    }

    private async Task<string?> CodeAsync(ProjectTerms terms) => (await _firm.Organization.SendAsync(new CreateProject(terms))).Error?.Code;

    private PostJournalEntry Entry(decimal amount, ProjectId? project) => new(
        TestSales.Day, [new(_firm.Accounts["6100"], Debit: amount, ProjectId: project), new(_firm.Accounts["1010"], Credit: amount)]);

    private async Task<ProjectId> BeginAsync(string code) => (await SendAsync(new CreateProject(new(code, $"Project {code}")))).Id;

    private Task UpdateAsync(ProjectId id, string code, bool isArchived) => SendAsync(new UpdateProject(id, new(code, $"Project {code}"), isArchived));

    private async Task<string> FiguresAsync(ProjectId id)
    {
        var project = await SendAsync(new GetProject(id));
        return $"{project.Income.ToPlainString()} {project.Cost.ToPlainString()} {project.Result.ToPlainString()}";
    }

    private async Task<string> PostedAsync() => (string)(await _app.Database.ScalarAsync("""
        SELECT string_agg(a.code || ' ' || COALESCE(j.code, '') || ' ' || to_char(p.amount_minor / 100.0, 'FM990.00'), ', ' ORDER BY a.code, COALESCE(j.code, ''))
        FROM postings p JOIN accounts a ON a.id = p.account_id LEFT JOIN projects j ON j.id = p.project_id
        """))!;

    private async Task WholeAsync() => (await _firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();

    private async Task<T> SendAsync<T>(MediatR.IRequest<Application.Pipeline.Result<T>> request) => (await _firm.Organization.SendAsync(request)).Value;
}
