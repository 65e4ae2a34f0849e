using Financbase.Application.Expenses;
using Financbase.Domain.Expenses;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Expenses;

/// <summary>An expense as tests begin with, and the way that it goes.</summary>
internal static class ExpenseActs
{
    /// <summary>120.00 with 20 % in it, from where money usually is.</summary>
    public static ExpenseDraft Train(TestPurchases firm) => new("Deutsche Bahn", 120, firm.Accounts["6300"], TestPurchases.Day, null, firm.Rate, "Trade fair");

    public static ExpenseDraft PaidBy(TestPerson person, TestPurchases firm) => Train(firm) with { PaidBy = ExpensePayer.Person, PersonId = person.Id };

    public static async Task<ExpenseId> SubmitAsync(TestPurchases firm, ExpenseDraft draft)
    {
        var id = (await firm.Organization.SendAsync(new CreateExpense(draft))).Value.Id;
        _ = (await firm.Organization.SendAsync(new SubmitExpense(id))).Value;
        return id;
    }

    public static async Task<ExpenseId> ApproveAsync(TestPurchases firm, ExpenseDraft draft, DateOnly? postedOn = null)
    {
        var id = await SubmitAsync(firm, draft);
        _ = (await firm.Organization.SendAsync(new ApproveExpense(id, postedOn))).Value;
        return id;
    }

    public static async Task<ExpenseView> ReadAsync(TestPurchases firm, ExpenseId id) => (await firm.Organization.SendAsync(new GetExpense(id))).Value;
}
