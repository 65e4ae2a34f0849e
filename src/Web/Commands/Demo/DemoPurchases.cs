using System.Globalization;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;

namespace Financbase.Web.Commands.Demo;

/// <summary>Vendors and the bills of the last weeks, in each state that a bill can be in. The accountant enters, the owner decides.</summary>
internal sealed class DemoPurchases(DemoActors actors, DateOnly today)
{
    private const int Bills = 44;
    private const int DaysApart = 2;

    public async Task SowAsync(TaxRateId vat, Dictionary<string, AccountId> chart)
    {
        var vendors = await VendorsAsync(chart);
        var known = await KnownAsync();
        for (var place = 0; place < Bills; place++)
        {
            var random = new Random(20_261_128 + place);
            var vendor = DemoFirm.Vendors[random.Next(DemoFirm.Vendors.Count)];
            var number = string.Create(CultureInfo.InvariantCulture, $"{vendor.Name[..2].ToUpperInvariant()}-{4_100 + (place * 7)}");
            var day = today.AddDays((place - Bills) * DaysApart);
            var lines = vendor.Goods.Take(random.Next(1, vendor.Goods.Length + 1))
                .Select(goods => new BillLineDraft(goods, decimal.Round(vendor.Price * random.Next(80, 125) / 100, 2), TaxRateId: vat)).ToList();
            var (id, status) = known.TryGetValue(number, out var there)
                ? there
                : ((await actors.AsAccountantAsync(new CreateBill(new(vendors[vendor.Name], number, lines, day, day.AddDays(random.Next(2, 5) * 14))))).Id, BillStatus.Draft);
            await DecideAsync(place, id, status);
        }
    }

    private async Task DecideAsync(int place, BillId id, BillStatus status)
    {
        var end = place switch
        {
            >= Bills - 3 => BillStatus.Draft,
            >= Bills - 8 => BillStatus.Received,
            _ when place % 17 == 6 => BillStatus.Rejected,
            _ when place % 23 == 9 => BillStatus.Void,
            _ => BillStatus.Approved,
        };
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

    private async Task<Dictionary<string, (BillId Id, BillStatus Status)>> KnownAsync() =>
        (await actors.SendAsync(new ListBills(new(), new PageRequest(PageRequest.MaxLimit)))).Items
            .DistinctBy(bill => bill.Number).ToDictionary(bill => bill.Number, bill => (bill.Id, bill.Status));

    private async Task<Dictionary<string, VendorId>> VendorsAsync(Dictionary<string, AccountId> chart)
    {
        var known = (await actors.SendAsync(new ListVendors(new(), new PageRequest(PageRequest.MaxLimit)))).Items
            .DistinctBy(vendor => vendor.Name).ToDictionary(vendor => vendor.Name, vendor => vendor.Id);
        foreach (var vendor in DemoFirm.Vendors.Where(vendor => !known.ContainsKey(vendor.Name)))
            known[vendor.Name] = (await actors.SendAsync(new CreateVendor(new(vendor.Name, vendor.Mail, Address: new(City: vendor.City, Country: "DE"), PaymentDays: 30, AccountId: chart[vendor.Account])))).Id;
        return known;
    }
}
