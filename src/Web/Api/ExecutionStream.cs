using System.Globalization;
using System.Text.Json;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Api;

/// <summary>Follows an execution by server-sent events, for programs and for pages.</summary>
public sealed class ExecutionStreams(
    ISender sender, IExecutionWatch watch, LiveCallers callers, WorkContext work, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>Then the caller comes again, perhaps to another process.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>How long a lost right lives on, and how soon it is noticed that the caller has gone.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(3);

    private CancellationToken Stopping => lifetime.ApplicationStopping;

    private TimeProvider Clock => clock;

    /// <summary>Rights, the place where to go on, and room for one more are settled before anything is sent.</summary>
    public async Task<Result<ExecutionStream>> OpenAsync(HttpContext http, WorkflowExecutionId id)
    {
        var last = http.Request.Headers["Last-Event-ID"].ToString();
        var after = 0L;
        if (last.Length > 0 && !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Error.Validation("Last-Event-ID", "Use the id of an event of this stream.");
        var follower = watch.Follow(work.OrganizationId, work.Current.Id, id);
        if (follower is null)
            return WorkflowsErrors.TooManyFollowers;
        try
        {
            var first = await sender.Send(new FollowExecution(id, after), http.RequestAborted);
            if (first.Error is { } error)
            {
                follower.Dispose();
                return error;
            }

            return new ExecutionStream(this, follower, id, after, first.Value);
        }
        catch
        {
            follower.Dispose();
            throw;
        }
    }

    /// <summary>Null when the caller, the right or the execution is gone.</summary>
    private async Task<ExecutionNews?> LookAsync(HttpContext http, WorkflowExecutionId id, long after, CancellationToken ct)
    {
        if (await callers.FindAsync(http.User, http.Connection.RemoteIpAddress, work.OrganizationId, ct) is not { } caller)
            return null;
        work.Set(caller.Tenant);
        work.Set(caller.Principal);
        var found = await sender.Send(new FollowExecution(id, after), ct);
        return found.IsSuccess ? found.Value : null;
    }

    public sealed class ExecutionStream(ExecutionStreams streams, IExecutionFollower follower, WorkflowExecutionId id, long after, ExecutionNews news)
        : IResult, IActionResult
    {
        private ExecutionStatus? _told;

        public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var place = follower;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, streams.Stopping);
            var response = httpContext.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-cache, no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            try
            {
                await FollowAsync(httpContext, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The caller has gone, or the process stops: the caller finds another one.
            }
        }

        private async Task FollowAsync(HttpContext http, CancellationToken ct)
        {
            var began = streams.Clock.GetTimestamp();
            var asked = began;
            while (!await TellAsync(http.Response, ct) && streams.Clock.GetElapsedTime(began) < Longest)
            {
                var isIdle = !news.HasMore && !await follower.WaitAsync(Heartbeat, ct);
                if (isIdle)
                {
                    await http.Response.WriteAsync(":\n\n", ct);
                    await http.Response.Body.FlushAsync(ct);
                }

                // In between, the look is shared with all who follow it: however many they are, a change is read once.
                var asks = isIdle || streams.Clock.GetElapsedTime(asked) >= Heartbeat;
                if (asks)
                    asked = streams.Clock.GetTimestamp();
                if (await (asks ? streams.LookAsync(http, id, after, ct) : follower.NewsAsync(after, ct)) is not { } next)
                    return;
                news = next;
            }
        }

        /// <summary>True when that was the end.</summary>
        private async Task<bool> TellAsync(HttpResponse response, CancellationToken ct)
        {
            foreach (var step in news.Steps)
            {
                after = step.Position;
                await WriteAsync(response, "step", step, ct);
            }

            var state = new { news.Status, news.FailedStep, news.Error };
            if (!news.HasMore && news.Status != _told)
            {
                _told = news.Status;
                await WriteAsync(response, "state", state, ct);
            }

            var isOver = !news.HasMore && news.Status.IsFinal();
            if (isOver)
                await WriteAsync(response, "end", state, ct);
            await response.Body.FlushAsync(ct);
            return isOver;
        }

        private Task WriteAsync<T>(HttpResponse response, string name, T data, CancellationToken ct) => response.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"id: {after}\nevent: {name}\ndata: {JsonSerializer.Serialize(data, WireJson.Options)}\n\n"), ct);
    }
}
