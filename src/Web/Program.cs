using Financbase.Web.Composition;

var builder = WebApplication.CreateBuilder(args);
builder.AddFinancbase();
await using var app = builder.Build();
app.UseFinancbase();
await app.RunAsync();

/// <summary>Named for the test host.</summary>
public sealed partial class Program;
