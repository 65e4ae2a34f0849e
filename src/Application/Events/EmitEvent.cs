using System.Text;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using FluentValidation;

namespace Financbase.Application.Events;

/// <summary>Books an event of the organization's own.</summary>
/// <param name="Name">Behind <c>custom.</c>.</param>
/// <param name="Data">An object.</param>
[RequirePermission(Permissions.Events.Emit)]
[Audited("event.emit", "Booked an event of its own")]
public sealed record EmitEvent(string Name, JsonElement Data) : ICommand<EmittedEvent>;

/// <param name="Type">The event's whole name.</param>
public sealed record EmittedEvent(string Type);

internal sealed class EmitEventValidator : AbstractValidator<EmitEvent>
{
    public EmitEventValidator()
    {
        RuleFor(request => request.Name).Must(CustomEvent.IsName)
            .WithMessage($"A name has lower-case letters and digits, joined by _, and at most {CustomEvent.LongestName} characters.");
        RuleFor(request => request.Data).Must(data => data.ValueKind == JsonValueKind.Object).WithMessage("The data is an object.")
            .Must(data => Encoding.UTF8.GetByteCount(data.GetRawText()) <= CustomEvent.LongestData)
            .WithMessage($"The data of an event has at most {CustomEvent.LongestData / 1000} KB.");
    }
}

internal sealed class EmitEventHandler(IEventLog events, IAuditNotes notes) : IHandler<EmitEvent, EmittedEvent>
{
    public async Task<Result<EmittedEvent>> Handle(EmitEvent request, CancellationToken cancellationToken)
    {
        var fact = new CustomEvent(request.Name, request.Data);
        await events.AppendAsync([fact], cancellationToken);
        notes.Tell("type", EventCatalogue.Of(fact).Name);
        return new EmittedEvent(EventCatalogue.Of(fact).Name);
    }
}
