using System.Globalization;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;

namespace Financbase.Web.Commands.Demo;

/// <summary>A bill, and the bank line that pays it.</summary>
internal sealed record DemoBillPayment(BillId Bill, DemoLine Line);

/// <summary>Vendors and a year's bills, in each state that a bill can be in. The accountant enters, the owner decides; what was due is paid.</summary>
internal sealed class DemoPurchases(DemoActors actors, DateOnly today)
{
    private const int Bills = 44;
    private const int DaysApart = 8;

    public async Task<IReadOnlyList<DemoBillPayment>> SowAsync(TaxRateId vat, Dictionary<string, AccountId> chart)
    {
        var payments = new List<DemoBillPayment>();
        var vendors = await VendorsAsync(chart);
        var known = await KnownAsync();
        var projects = await DemoProjects.SowAsync(actors);
        for (var place = 0; place < Bills; place++)
        {
            var random = new Random(20_261_128 + place);
            var vendor = DemoFirm.Vendors[random.Next(DemoFirm.Vendors.Count)];
            var number = string.Create(CultureInfo.InvariantCulture, $"{vendor.Name[..2].ToUpperInvariant()}-{4_100 + (place * 7)}");
            var day = today.AddDays((place - Bills) * DaysApart);
            var project = DemoProjects.CodeOf(place) is { } code ? projects[code] : (ProjectId?)null;
            var lines = vendor.Goods.Take(random.Next(1, vendor.Goods.Length + 1))
                .Select(goods => new BillLineDraft(goods, decimal.Round(vendor.Price * random.Next(80, 125) / 100, 2), TaxRateId: vat, ProjectId: project)).ToList();
            var due = day.AddDays(random.Next(2, 5) * 14);
            var (id, status, gross) = known.TryGetValue(number, out var there) ? there : await EnterAsync(new BillDraft(vendors[vendor.Name], number, lines, day, due));
            var end = EndOf(place);
            await DecideAsync(id, status, end);
            if (end == BillStatus.Approved && due < today)
                payments.Add(new DemoBillPayment(id, new DemoLine(due, vendor.Name, $"Bill {number}", -gross)));
        }

        return payments;
    }

    private static BillStatus EndOf(int place) => place switch
    {
        >= Bills - 3 => BillStatus.Draft,
        >= Bills - 8 => BillStatus.Received,
        _ when place % 17 == 6 => BillStatus.Rejected,
        _ when place % 23 == 9 => BillStatus.Void,
        _ => BillStatus.Approved,
    };

    private async Task<(BillId Id, BillStatus Status, decimal Gross)> EnterAsync(BillDraft draft)
    {
        var bill = await actors.SendAsync(new GetBill((await actors.AsAccountantAsync(new CreateBill(draft))).Id));
        return (bill.Id, bill.Status, bill.Totals.Gross.Amount);
    }

    private async Task DecideAsync(BillId id, BillStatus status, BillStatus end)
    {
        if (status == BillStatus.Draft && end != BillStatus.Draft)
        {
            await actors.AsAccountantAsync(new ReceiveBill(id));
            status = BillStatus.Received;
        }

        if (status == BillStatus.Received && end == BillStatus.Rejected)
            await actors.SendAsync(new RejectBill(id, "Not what was ordered"));
        else if (status == BillStatus.Received && end is BillStatus.Approved or BillStatus.Void)
            await actors.SendAsync(new ApproveBill(id));
        if (end == BillStatus.Void && status != BillStatus.Void)
            await actors.SendAsync(new VoidBill(id, Reason: "Entered for the wrong firm"));
    }

    private async Task<Dictionary<string, (BillId Id, BillStatus Status, decimal Gross)>> KnownAsync() =>
        (await actors.SendAsync(new ListBills(new(), new PageRequest(PageRequest.MaxLimit)))).Items
            .DistinctBy(bill => bill.Number).ToDictionary(bill => bill.Number, bill => (bill.Id, bill.Status, bill.Totals.Gross.Amount));

    private async Task<Dictionary<string, VendorId>> VendorsAsync(Dictionary<string, AccountId> chart)
    {
        var known = (await actors.SendAsync(new ListVendors(new(), new PageRequest(PageRequest.MaxLimit)))).Items
            .DistinctBy(vendor => vendor.Name).ToDictionary(vendor => vendor.Name, vendor => vendor.Id);
        foreach (var (place, vendor) in DemoFirm.Vendors.Index().Where(vendor => !known.ContainsKey(vendor.Item.Name)))
            known[vendor.Name] = (await actors.SendAsync(new CreateVendor(new(vendor.Name, vendor.Mail, Address: new(City: vendor.City, Country: "DE"), Iban: IbanOf(place), PaymentDays: 30, AccountId: chart[vendor.Account])))).Id;
        return known;
    }

    // Of no bank's code: the check digits fit and that is all.
    private static string IbanOf(int vendor)
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"99999999{7_100_200 + (vendor * 31):D10}");
        return string.Create(CultureInfo.InvariantCulture, $"DE{98 - (int)(Int128.Parse(own + "131400", CultureInfo.InvariantCulture) % 97):D2}{own}");
    }
}
