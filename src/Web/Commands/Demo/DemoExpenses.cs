using Financbase.Application.Expenses;
using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;

namespace Financbase.Web.Commands.Demo;

/// <summary>What was spent in a year, in each state that an expense can be in. The accountant spends and records, the owner decides; what is older than a month is paid back from the till.</summary>
internal sealed class DemoExpenses(DemoActors actors, UserId accountant, DateOnly today)
{
    private const int Expenses = 40;
    private const int DaysApart = 9;

    public async Task SowAsync(TaxRateId vat, Dictionary<string, AccountId> chart)
    {
        var known = (await actors.SendAsync(new ListExpenses(new(), new PageRequest(PageRequest.MaxLimit)))).Items
            .DistinctBy(expense => (expense.SpentOn, expense.Payee)).ToDictionary(expense => (expense.SpentOn, expense.Payee), expense => (expense.Id, expense.Status));
        for (var place = 0; place < Expenses; place++)
        {
            var random = new Random(20_261_210 + place);
            var spent = DemoFirm.Expenses[random.Next(DemoFirm.Expenses.Count)];
            var day = today.AddDays((place - Expenses) * DaysApart);
            var amount = decimal.Round(spent.Price * random.Next(70, 140) / 100, 2);
            var isByPerson = place % 3 == 0;
            var (id, status) = known.TryGetValue((day, spent.Payee), out var there) ? there : ((await actors.AsAccountantAsync(new CreateExpense(new(
                spent.Payee, amount, chart[spent.Account], day, null, vat, spent.Purpose, null, isByPerson ? ExpensePayer.Person : ExpensePayer.Organization, null,
                isByPerson ? null : chart[place % 3 == 1 ? "1000" : "2100"], isByPerson ? accountant : null)))).Id, ExpenseStatus.Draft);
            await DecideAsync(id, status, EndOf(place, isByPerson), day.AddDays(30), chart["1000"]);
        }
    }

    private static ExpenseStatus EndOf(int place, bool isByPerson) => place switch
    {
        >= Expenses - 2 => ExpenseStatus.Draft,
        >= Expenses - 5 => ExpenseStatus.Submitted,
        _ when place % 19 == 7 => ExpenseStatus.Rejected,
        _ when place % 23 == 10 => ExpenseStatus.Void,
        _ when isByPerson && place < Expenses - 9 => ExpenseStatus.Reimbursed,
        _ => ExpenseStatus.Approved,
    };

    private async Task DecideAsync(ExpenseId id, ExpenseStatus status, ExpenseStatus end, DateOnly paidBack, AccountId till)
    {
        if (status == ExpenseStatus.Draft && end != ExpenseStatus.Draft)
        {
            await actors.AsAccountantAsync(new SubmitExpense(id));
            status = ExpenseStatus.Submitted;
        }

        if (status == ExpenseStatus.Submitted && end == ExpenseStatus.Rejected)
            await actors.SendAsync(new RejectExpense(id, "The receipt is missing"));
        else if (status == ExpenseStatus.Submitted && end != ExpenseStatus.Submitted)
            await actors.SendAsync(new ApproveExpense(id));
        if (end == ExpenseStatus.Void && status != ExpenseStatus.Void)
            await actors.SendAsync(new VoidExpense(id, Reason: "A private one"));
        if (end == ExpenseStatus.Reimbursed && status != ExpenseStatus.Reimbursed)
            await actors.SendAsync(new ReimburseExpense(id, paidBack, AccountId: till));
    }
}
