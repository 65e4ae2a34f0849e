namespace Financbase.Build.Tests;

public sealed class CommandLineTests
{
    [Test]
    public void Up_serves_on_port_5080_with_the_demo_unless_told_otherwise()
    {
        var line = CommandLine.Parse(["up"]);

        line.Verb.ShouldBe("up");
        line.Url.ShouldBe(new Uri("http://127.0.0.1:5080"));
        line.Demo.ShouldBeTrue();
    }

    [Test]
    public void Options_may_stand_before_or_after_the_command_and_take_their_value_either_way()
    {
        var line = CommandLine.Parse(["--data=/srv/books", "up", "--url", "http://127.0.0.1:6001", "--no-demo", "--configuration", "debug"]);

        line.ShouldBe(new CommandLine("up")
        {
            Data = "/srv/books",
            Url = new Uri("http://127.0.0.1:6001"),
            Demo = false,
            Configuration = "Debug",
            HandedOn = line.HandedOn,
        });
    }

    [Test]
    public void Admin_hands_on_every_word_that_is_not_ours()
    {
        var line = CommandLine.Parse(["admin", "user", "create", "--email", "a@b.example", "--data", "/srv/books", "--operator"]);

        line.HandedOn.ShouldBe(["user", "create", "--email", "a@b.example", "--operator"]);
        line.Data.ShouldBe("/srv/books");
    }

    [Test]
    public void Admin_hands_on_even_our_words_after_two_dashes() =>
        CommandLine.Parse(["admin", "restore", "--", "--data", "x"]).HandedOn.ShouldBe(["restore", "--data", "x"]);

    [Test]
    public void Bench_hands_on_the_names_of_benchmarks()
    {
        var line = CommandLine.Parse(["bench", "import", "pages", "--configuration", "Debug"]);

        line.HandedOn.ShouldBe(["import", "pages"]);
        line.Configuration.ShouldBe("Debug");
    }

    [TestCase("")]
    [TestCase("--help")]
    [TestCase("up -h")]
    public void Help_is_shown_when_asked_for_or_when_nothing_was_typed(string words) =>
        CommandLine.Parse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Verb.ShouldBe("help");

    [TestCase("upp", "'upp' is not a command")]
    [TestCase("up now", "'now' is one word too many")]
    [TestCase("up --fats", "'--fats' is not an option")]
    [TestCase("up --fast", "--fast goes with 'test'")]
    [TestCase("up --yes", "--yes goes with 'reset'")]
    [TestCase("up --data", "--data needs a value")]
    [TestCase("up --data --no-demo", "--data needs a value")]
    [TestCase("up --url 5081", "--url must be an http address")]
    [TestCase("up --url https://127.0.0.1:5081", "--url must be an http address")]
    [TestCase("test --configuration Fast", "--configuration must be Release or Debug")]
    [TestCase("admin", "'admin' needs a verb")]
    public void Words_that_make_no_command_are_refused_by_name(string words, string reason) =>
        Should.Throw<Failure>(() => CommandLine.Parse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Message.ShouldStartWith(reason);
}
