using System.Text.Json;

namespace Financbase.EndToEnd.Tests;

/// <summary>Definitions that journeys use, as a program would send them.</summary>
internal static class Workflow
{
    public static string Json(object definition) => JsonSerializer.Serialize(definition);

    /// <summary>Calls the sink for each new bank line that takes out more than 1,000.</summary>
    public static object LargePayments(Uri sink) => new
    {
        name = "Large payment review",
        trigger = new
        {
            type = "event",
            @event = "bank_transaction.created",
            filter = new { field = "trigger.amount.value", op = "lt", value = -1000 },
        },
        steps = new object[]
        {
            new
            {
                key = "tell",
                type = "httpRequest",
                config = new
                {
                    method = "POST",
                    url = new Uri(sink, "/large-payment"),
                    body = new { amount = "{{ trigger.amount.value }}", description = "{{ trigger.description }}" },
                },
                next = new { @default = (string?)null },
            },
        },
    };
}
