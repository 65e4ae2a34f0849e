using System.Diagnostics.CodeAnalysis;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Pipeline;

/// <summary>What every behavior can know of an answer without knowing its value.</summary>
public interface IOutcome<out TSelf> where TSelf : IOutcome<TSelf>
{
    Error? Error { get; }

    object? BoxedValue { get; }

    static abstract TSelf Failed(Error error);
}

/// <summary>Either the value or the error of a use case. Never both, never neither.</summary>
public sealed class Result<T> : IOutcome<Result<T>>
{
    private readonly T? _value;

    private Result(T value) => _value = value;

    private Result(Error error) => Error = error;

    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    object? IOutcome<Result<T>>.BoxedValue => _value;

    public T Value => Error is null
        ? _value!
        : throw new InvalidOperationException($"The result is the error {Error.Code}.");

    public static Result<T> Failed(Error error) => new(error);

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Error error) => new(error);

    public TOut Match<TOut>(Func<T, TOut> success, Func<Error, TOut> failure) =>
        Error is null ? success(_value!) : failure(Error);
}

/// <summary>The value of a command that answers nothing but "done".</summary>
public readonly record struct Done;
