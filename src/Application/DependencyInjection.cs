using System.Reflection;
using Financbase.Application.Access;
using Financbase.Application.Attachments;
using Financbase.Application.Audit;
using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Events;
using Financbase.Application.Expenses;
using Financbase.Application.Idempotency;
using Financbase.Application.Imports;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Operators;
using Financbase.Application.Organizations;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Sales.Reminders;
using Financbase.Application.Sales.Ubl;
using Financbase.Application.Search;
using Financbase.Application.Secrets;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Trials;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Application;

public static class DependencyInjection
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(scope => scope.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped<ISender, Sender>();
        services.AddWorkContext();
        services.AddPipeline();
        services.Scan(scan => scan.FromAssemblyOf<ICommand>()
            .AddClasses(handlers => handlers.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false)
            .As(handler => handler.GetInterfaces().Where(i =>
                i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            .WithScopedLifetime());
        services.AddScoped<SearchKinds>().AddSearchSources(typeof(ISearchSource).Assembly);
        services.AddValidatorsFromAssemblyContaining<ICommand>(includeInternalTypes: true);
        services.AddSingleton(Mappings.Create());
        services.AddScoped<Reauthentication>();
        services.AddScoped<AccessExplainer>().AddScoped<InvitationLetter>().AddScoped<InvitedGuests>();
        services.AddScoped<AmountLimits>().AddScoped<RoleBook>().AddScoped<GrantBook>().AddScoped<GrantEnds>().AddScoped<OrganizationStates>().AddScoped<OrganizationDesk>();
        services.AddSingleton<TrialRoom>();
        services.AddScoped<DraftLanguage>().AddScoped<WorkflowViews>().AddScoped<Recursion>().AddScoped<SecretBook>();
        services.AddSingleton<ReadingPlaces>().AddScoped<ReadingTurn>();
        services.AddScoped<StatementIntake>().AddScoped<StatementBooking>().AddScoped<LongImports>();
        services.AddScoped<AutomaticRules>().AddScoped<DocumentAccounts>().AddScoped<BankDesk>().AddScoped<LineSettling>().AddScoped<RuleParts>().AddScoped<ReconciliationDesk>();
        services.AddScoped<StatementBuilder>();
        services.AddScoped<LedgerExamination>().AddScoped<RevaluationDesk>().AddScoped<BooksDesk>().AddScoped<BudgetDesk>().AddScoped<ScheduledDrafting>().AddScoped<ScheduledPosting>().AddScoped<ScheduledDesk>().AddScoped<JournalImport>().AddScoped<Repetitions>().AddScoped<DocumentReferences>();
        services.AddScoped<ProjectReferences>();
        services.AddScoped<HandPostings>().AddScoped<ForeignAccounts>();
        services.AddScoped<SalesReferences>().AddScoped<InvoiceDrafting>().AddScoped<InvoiceIssue>().AddScoped<Settlement>().AddScoped<CreditDesk>().AddScoped<PaymentUndoing>().AddScoped<MoneyAccounts>().AddScoped<SettlementBooks>();
        services.AddScoped<IssuerDesk>().AddScoped<InvoicePrinting>().AddScoped<InvoiceSending>().AddScoped<SharedInvoices>().AddScoped<UblMatching>().AddScoped<UblIntake>();
        services.AddScoped<RecurringDrafting>().AddScoped<RecurringDesk>().AddScoped<ReminderDesk>();
        services.AddScoped<QuoteDrafting>().AddScoped<QuoteDesk>().AddScoped<QuoteIssue>().AddScoped<QuotePrinting>().AddScoped<QuoteDecisions>().AddScoped<SharedQuotes>();
        services.AddScoped<PurchaseReferences>().AddScoped<BillDrafting>().AddScoped<BillApprovers>().AddScoped<BillPosting>().AddScoped<BillsToPay>().AddScoped<BillSettlement>().AddScoped<VendorCreditDesk>().AddScoped<PaymentFees>().AddScoped<VendorPaymentBooking>().AddScoped<PaymentFileOrders>().AddScoped<PaymentFileDesk>().AddScoped<VendorPaymentUndoing>();
        services.AddScoped<ExpenseDesk>().AddScoped<ExpenseDrafting>().AddScoped<ExpensePosting>();
        services.AddScoped<DocumentDoor>();
        services.AddScoped<ImportDesk>().AddScoped<IRecordImport, CustomerImport>().AddScoped<IRecordImport, VendorImport>().AddScoped<IRecordImport, ItemImport>().AddScoped<IRecordImport, AccountImport>();
        services.AddScoped<OpeningDesk>().AddScoped<IRecordImport, OpenInvoiceImport>().AddScoped<IRecordImport, OpenBillImport>();
        services.AddScoped<IPostingAccounts, ChosenPostingAccounts>();
        return services;
    }

    /// <summary>Every kind of thing of an assembly that the search finds.</summary>
    public static IServiceCollection AddSearchSources(this IServiceCollection services, Assembly assembly) => services.Scan(scan => scan
        .FromAssemblies(assembly)
        .AddClasses(sources => sources.AssignableTo<ISearchSource>(), publicOnly: false)
        .As<ISearchSource>()
        .WithScopedLifetime());

    private static void AddWorkContext(this IServiceCollection services) => services
        .AddScoped<WorkContext>()
        .AddScoped<IMultiTenantContextAccessor>(scope => scope.GetRequiredService<WorkContext>())
        .AddScoped<IMultiTenantContextSetter>(scope => scope.GetRequiredService<WorkContext>())
        .AddScoped<ICurrentPrincipal>(scope => scope.GetRequiredService<WorkContext>())
        .AddScoped<ICurrentPrincipalSetter>(scope => scope.GetRequiredService<WorkContext>())
        .AddScoped<IIdempotentCallAccessor>(scope => scope.GetRequiredService<WorkContext>())
        .AddScoped<IPreconditionAccessor>(scope => scope.GetRequiredService<WorkContext>())
        .AddScoped<ICausation>(scope => scope.GetRequiredService<WorkContext>())
        .AddScoped<IProvenance>(scope => scope.GetRequiredService<WorkContext>());

    // Outermost first. This order is the pipeline; see docs/architecture.md.
    private static void AddPipeline(this IServiceCollection services) => services
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(LoggingBehavior<,>))
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(ReadingBehavior<,>))
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>))
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizationBehavior<,>))
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>))
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehavior<,>))
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(PreconditionBehavior<,>))
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(LimitBehavior<,>))
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(AuditBehavior<,>))
        .AddScoped(typeof(IPipelineBehavior<,>), typeof(DomainErrorsBehavior<,>));
}
