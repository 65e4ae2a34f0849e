using Financbase.Web.Commands;
using Financbase.Web.Composition;

if (Verbs.Are(args))
    return await Verbs.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddFinancbase();
await using var app = builder.Build();
app.UseFinancbase();
await app.RunAsync();
return 0;

/// <summary>Named for the test host.</summary>
public sealed partial class Program;
