using System.Text.Json;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Pipeline;

/// <summary>Checks the shape of a request with its validators and reports every fault at once, by camelCase field.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    protected override async Task<TResponse> HandleAsync(
        TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        var faults = new List<FluentValidation.Results.ValidationFailure>();
        foreach (var validator in validators)
        {
            faults.AddRange((await validator.ValidateAsync(request, ct)).Errors);
        }

        return faults.Count == 0 ? await next() : TResponse.Failed(Error.Validation(faults
            .GroupBy(fault => FieldName(fault.PropertyName), fault => fault.ErrorMessage)
            .ToDictionary(field => field.Key, field => field.Distinct().ToArray())));
    }

    private static string FieldName(string property) =>
        string.Join('.', property.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
