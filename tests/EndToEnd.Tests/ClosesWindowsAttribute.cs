using Financbase.EndToEnd.Tests;
using NUnit.Framework.Interfaces;

// Looking at a page keeps one processor busy: two windows at once take both.
[assembly: LevelOfParallelism(2)]
[assembly: ClosesWindows]

namespace Financbase.EndToEnd.Tests;

/// <summary>A test's windows are closed when it ends, whoever else is still looking.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ClosesWindowsAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test) => Chromium.CloseAsync(test.Id).GetAwaiter().GetResult();
}
