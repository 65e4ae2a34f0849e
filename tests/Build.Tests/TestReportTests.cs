using Financbase.Build.Testing;

namespace Financbase.Build.Tests;

public sealed class TestReportTests
{
    private const string Results = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testName="Books_balance" outcome="Passed" />
            <UnitTestResult testName="Books_close" outcome="Failed">
              <Output><ErrorInfo><Message>should be 0 but was 1</Message><StackTrace>at Books</StackTrace></ErrorInfo></Output>
            </UnitTestResult>
            <UnitTestResult testName="Books_burn" outcome="Timeout" />
            <UnitTestResult testName="Books_fly" outcome="NotExecuted" />
          </Results>
        </TestRun>
        """;

    [Test]
    public void Passed_failed_and_skipped_tests_are_counted_and_any_other_end_is_a_failure()
    {
        using var folder = new TemporaryFolder();

        var report = TestReport.Read("Domain.Tests", folder.Write("domain.trx", Results), TimeSpan.FromSeconds(1));

        (report.Passed, report.Skipped, report.Total).ShouldBe((1, 1, 4));
        report.Failures.ShouldBe([
            new TestFailure("Books_close", "should be 0 but was 1", "at Books"),
            new TestFailure("Books_burn", "Outcome: Timeout", "")]);
    }

    [Test]
    public void A_crash_after_passed_tests_is_a_failure() =>
        new TestReport("Domain.Tests", Passed: 9, Skipped: 0, [], TimeSpan.Zero).With("Domain.Tests", "The test process ended with code 134")
            .Failures.ShouldHaveSingleItem().Name.ShouldBe("Domain.Tests");
}
