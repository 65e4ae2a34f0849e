using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Papers;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Sales.Reminders;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Sales.Papers;
using Financbase.Infrastructure.Sales.Ubl;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Sales;

internal static class SalesServices
{
    public static void AddSales(this IServiceCollection services)
    {
        services.AddScoped<IInvoices, InvoiceBooks>();
        services.AddScoped<IRecurringInvoices, RecurringBooks>();
        services.AddScoped<IReminders, Reminders>();
        services.AddSingleton<IReminderTexts, ReminderTexts>();
        services.AddScoped<IQuotes, QuoteBooks>();
        services.AddScoped<IDocumentLinks, DocumentLinks>();
        services.AddScoped<ISettlements, Settlements>();
        services.AddScoped<ISalesReads, SalesReads>();
        services.AddSingleton<IPapers, PdfPapers>();
        services.AddSingleton<IUblDocuments, UblDocuments>();
        services.AddScoped<IUblSources, UblSources>();
        services.AddScoped<ITaxMovements, TaxMovements>();
        services.AddScoped<IForeignHoldings, ForeignDocuments>();
        services.AddSingleton<ISubledger, Receivables>();
        services.AddScoped<ILedgerCheck, DocumentGaps>();
        foreach (var property in SalesSeals.All)
        {
            services.AddSingleton(property);
            services.AddSingleton(property.Column);
        }

        services.AddSingleton(new ConstraintMeaning("ux_invoices_number", SalesErrors.NumberTaken));
        services.AddSingleton(new ConstraintMeaning("ck_invoices_open", SalesErrors.ExceedsOpen));
        services.AddSingleton(new ConstraintMeaning("ck_payments_unallocated", SalesErrors.ExceedsCredit));
        services.AddSingleton(new ConstraintMeaning("ck_payments_unchanged", SalesErrors.PaymentUndone));
        services.AddSingleton(new ConstraintMeaning("ck_invoices_unchanged", SalesErrors.NotADraft));
        services.AddSingleton(new ConstraintMeaning("ux_ubl_sources_hash", SalesErrors.UblTakenInMeanwhile));
        services.AddSingleton(new ConstraintMeaning("ux_ubl_sources_number", SalesErrors.UblTakenInMeanwhile));
        services.AddSingleton(new ConstraintMeaning("ck_quotes_unchanged", SalesErrors.QuoteNotADraft));
        services.AddSingleton(new ConstraintMeaning("ux_quotes_invoice", SalesErrors.QuoteConverted));
        services.AddSingleton(new ConstraintMeaning(ItemConfiguration.CodeIndex, SalesErrors.ItemCodeTaken));
    }
}
