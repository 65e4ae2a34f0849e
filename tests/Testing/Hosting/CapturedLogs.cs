using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Financbase.Testing.Hosting;

/// <summary>Keeps what an app logs, as this formatter writes it to standard output.</summary>
public sealed class CapturedLogs(ConsoleFormatter formatter) : ILoggerProvider, ISupportExternalScope
{
    private readonly StringBuilder _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public string Text
    {
        get
        {
            lock (_lines)
                return _lines.ToString();
        }
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Category(CapturedLogs logs, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var line = new StringWriter();
            logs.Format(new LogEntry<TState>(logLevel, name, eventId, state, exception, formatter), line);
            lock (logs._lines)
                logs._lines.Append(line);
        }
    }

    private void Format<TState>(LogEntry<TState> entry, StringWriter line) => formatter.Write(entry, _scopes, line);
}
