using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace Financbase.Web.Monitoring;

/// <summary>Logs go to standard output: for a person in Development, elsewhere one JSON object a line.</summary>
internal static class Logs
{
    // Lowest of all, so that any other configuration wins. The framework's own request lines would repeat addresses, which
    // may carry a secret; what happened is told by the use case's line.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
    };

    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        if (builder.Environment.IsDevelopment())
            return builder;

        // The formatter writes the trace by itself; as a scope it would be there twice.
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console => console.FormatterName = JsonLines.FormatterName);
        return builder;
    }
}
