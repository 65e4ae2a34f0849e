using MediatR;

namespace Financbase.Application.Pipeline;

/// <summary>A use case that may change something. Runs in a read-write transaction of its own.</summary>
public interface ICommand<T> : IRequest<Result<T>>, ICommand;

/// <summary>A use case that only reads. Runs in a read-only transaction.</summary>
public interface IQuery<T> : IRequest<Result<T>>, IQuery;

public interface ICommand;

public interface IQuery;

/// <summary>Handles one use case. Internal and sealed; it neither saves, logs, catches nor checks rights.</summary>
public interface IHandler<in TRequest, T> : IRequestHandler<TRequest, Result<T>> where TRequest : IRequest<Result<T>>;
