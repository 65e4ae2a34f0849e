using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Domain.Purchases;
using Financbase.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Purchases;

internal static class PurchaseServices
{
    public static void AddPurchases(this IServiceCollection services)
    {
        services.AddScoped<IPurchaseReads, PurchaseReads>();
        services.AddScoped<IBills, BillBooks>();
        services.AddScoped<IPaymentFiles, PaymentFileReads>();
        services.AddScoped<IVendorCredits, VendorCreditBooks>();
        services.AddScoped<IVendorSettlements, VendorSettlements>();
        services.AddScoped<IApprovalDecisions, ApprovalDecisions>();
        services.AddSingleton<ISubledger, Payables>();
        services.AddScoped<IForeignHoldings, ForeignBills>();
        foreach (var property in PurchaseSeals.All)
        {
            services.AddSingleton(property);
            services.AddSingleton(property.Column);
        }

        services.AddSingleton(new ConstraintMeaning("ck_bills_open", PurchasesErrors.ExceedsOpen));
        services.AddSingleton(new ConstraintMeaning("ck_bills_unchanged", PurchasesErrors.NotADraft));
        services.AddSingleton(new ConstraintMeaning("ck_payment_files_unchanged", PurchasesErrors.FileEnded));
        services.AddSingleton(new ConstraintMeaning(PaymentFileBillConfiguration.LiveIndex, PurchasesErrors.BillInFile));
        services.AddSingleton(new ConstraintMeaning("ck_vendor_credits_open", PurchasesErrors.ExceedsCredit));
        services.AddSingleton(new ConstraintMeaning("ck_vendor_credits_unchanged", PurchasesErrors.CreditPosted));
        services.AddSingleton(new ConstraintMeaning(VendorCreditConfiguration.NumberIndex, PurchasesErrors.DuplicateCredit));
        services.AddSingleton(new ConstraintMeaning("ck_vendor_payments_unallocated", PurchasesErrors.ExceedsCredit));
        services.AddSingleton(new ConstraintMeaning("ck_vendor_payments_unchanged", PurchasesErrors.PaymentUndone));
        services.AddSingleton(new ConstraintMeaning(BillConfiguration.NumberIndex, PurchasesErrors.Duplicate));
    }
}
