using System.Net;
using System.Text.RegularExpressions;
using Financbase.Infrastructure.Database;
using Financbase.Testing.Hosting;
using Financbase.Web.Api;

namespace Financbase.Build.Tests;

/// <summary>What a build of the image, or its first start, would trip over: names and paths that agree with what there is.</summary>
public sealed partial class ContainerTests
{
    private static readonly ContainerFiles Files = ContainerFiles.Read();

    [Test]
    public void Images_are_named_with_their_version_and_that_of_the_sdk_is_ours()
    {
        string[] images = [.. Files.Instructions("FROM").Select(line => line.Split(' ')[0]), .. Files.Services.Values.Where(service => !service.ContainsKey("build")).Select(service => (string)service["image"])];

        images.Length.ShouldBeGreaterThanOrEqualTo(5);
        images.Where(image => !Versioned().IsMatch(image)).ShouldBeEmpty();
        var sdk = Sdk().Match(File.ReadAllText(Repository.PathOf("global.json"))).Groups[1].Value;
        images.Where(image => image.Contains("/dotnet/", StringComparison.Ordinal)).ShouldAllBe(image => image.EndsWith($":{sdk}", StringComparison.Ordinal));
        File.ReadAllText(Repository.PathOf("Directory.Build.props")).ShouldContain($"<TargetFramework>net{sdk}</TargetFramework>");
    }

    [Test]
    public void Everything_that_the_build_reads_is_there_and_handed_to_it()
    {
        string[] copied = [.. Files.Instructions("COPY").Where(line => !line.StartsWith("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[..^1]).Select(path => path.TrimEnd('/'))];
        var ignored = File.ReadAllLines(Path.Combine(Files.Folder, "Dockerfile.dockerignore"));

        copied.ShouldContain("src");
        copied.Where(path => !Path.Exists(Repository.PathOf(path))).ShouldBeEmpty();
        copied.Where(path => !ignored.Contains($"!{path}")).ShouldBeEmpty("Dockerfile.dockerignore keeps these out.");
        // Every file that a build looks for above its projects.
        string[] sought = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", "NuGet.Config", ".editorconfig"];
        sought.Where(name => File.Exists(Repository.PathOf(name))).Except(copied).ShouldBeEmpty();
        string[] projects = [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets" && !Made().IsMatch(file))];
        projects.SelectMany(file => Above().Matches(File.ReadAllText(file)).Select(found => Path.GetFullPath(found.Value, Path.GetDirectoryName(file)!)))
            .Where(path => !path.StartsWith(Repository.PathOf("src"), StringComparison.Ordinal)).ShouldBeEmpty("The image's build has nothing but what is copied.");
        var untracked = File.ReadAllLines(Repository.PathOf(".gitignore")).Select(line => line.Trim('/')).ToHashSet();
        ignored.Where(line => !line.StartsWith('#') && !line.StartsWith('!') && line != "*").Select(line => line.Replace("**/", "", StringComparison.Ordinal))
            .Where(path => !untracked.Contains(path)).ShouldBeEmpty("What belongs to the sources must not be kept out.");
    }

    [Test]
    public void It_starts_what_the_build_has_made()
    {
        var publish = Files.Instructions("RUN").Single(line => line.StartsWith("dotnet publish ", StringComparison.Ordinal)).Split(' ');
        var output = publish[Array.IndexOf(publish, "-o") + 1];
        var stages = Files.Instructions("FROM").Where(line => line.Contains(" AS ", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).ToList();

        File.Exists(Repository.PathOf(publish[2], "Web.csproj")).ShouldBeTrue();
        var from = Files.Instructions("COPY").Single(line => line.StartsWith("--from=", StringComparison.Ordinal)).Split(' ');
        stages.ShouldContain(from[0]["--from=".Length..]);
        from[1].ShouldBe(output);
        Files.Words("ENTRYPOINT").ShouldBe(["dotnet", $"{typeof(ApiSender).Assembly.GetName().Name}.dll"]);
    }

    [Test]
    public void It_does_not_run_as_root_and_owns_what_it_writes()
    {
        var last = Files.Last("USER");

        last.ShouldNotBeOneOf("root", "0");
        Files.Order("USER").ShouldBeGreaterThan(Files.Order("RUN"), "What comes before is done by root.");
        var owned = Files.Instructions("RUN").SelectMany(line => line.Split("&&")).Single(line => line.Contains($" -o {last} ", StringComparison.Ordinal));
        Files.Last("VOLUME").Split(' ').ShouldAllBe(folder => owned.Contains($" {folder}", StringComparison.Ordinal));
        Files.Environment["Encryption__KeyFile"].ShouldStartWith("/keys/");
        Files.Environment["Files__Folder"].ShouldBe("/files");
        string[] mounted = [.. ContainerFiles.List(Files.Services["web"], "volumes").Select(volume => volume.Split(':')[1])];
        mounted.ShouldBe(Files.Last("VOLUME").Split(' '), ignoreOrder: true);
        ContainerFiles.List(Files.Services["admin"], "volumes").Select(volume => volume.Split(':')[1]).ShouldAllBe(folder => owned.Contains($" {folder}", StringComparison.Ordinal));
    }

    [Test]
    public async Task Its_health_check_asks_what_is_answered_at_the_port_at_which_it_listens()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        using var client = app.CreateClient();
        var check = Files.Words("CMD");
        var asked = new Uri(check[^1]);

        (await client.GetAsync(asked.AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ci = File.ReadAllText(Repository.PathOf(".github", "workflows", "ci.yml"));
        (await client.GetAsync(new Uri(Ready().Match(ci).Value).AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var port = Files.Environment["ASPNETCORE_HTTP_PORTS"];
        $"{asked.Port}".ShouldBe(port);
        Files.Last("EXPOSE").ShouldBe(port);
        File.ReadAllText(Path.Combine(Files.Folder, "Caddyfile")).ShouldContain($"reverse_proxy web:{port}\n");
        Files.Instructions("RUN").Last(line => line.Contains("apt-get install", StringComparison.Ordinal)).Split(' ').ShouldContain(check[0]);
    }

    [Test]
    public void Every_setting_is_one_that_the_product_reads()
    {
        var source = string.Concat(Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).Where(file => !Made().IsMatch(file)).Select(File.ReadAllText));
        string[] given =
        [
            .. Files.Environment.Keys, .. new[] { "migrate", "admin", "web", "worker" }.SelectMany(name => ContainerFiles.Map(Files.Services[name], "environment").Keys),
            .. File.ReadAllLines(Path.Combine(Files.Folder, "settings.env")).Select(line => Offered().Match(line)).Where(line => line.Success).Select(line => line.Groups[1].Value),
        ];

        given.Length.ShouldBeGreaterThan(20);
        given.Distinct().Where(name => name != "ASPNETCORE_HTTP_PORTS" && !IsRead(name.Split("__"))).ShouldBeEmpty();

        // By its whole name, or by the name of its section and those of its members; numbers count what a list holds.
        bool IsRead(string[] parts)
        {
            string[] words = [.. parts.Where(part => !part.All(char.IsDigit))];
            return words[0] == "ConnectionStrings"
                ? source.Contains($"\"{words[1]}\"", StringComparison.Ordinal)
                : Enumerable.Range(1, words.Length).Any(count => source.Contains($"\"{string.Join(':', words[..count])}\"", StringComparison.Ordinal)
                    && words[count..].All(word => Regex.IsMatch(source, $@"\b{word}\b")));
        }
    }

    [Test]
    public void The_composition_names_only_what_there_is()
    {
        var text = File.ReadAllText(Path.Combine(Files.Folder, "compose.yaml"));
        string[] asked = [.. Variable().Matches(text).Select(found => found.Groups[1].Value).Distinct()];
        string[] offered = [.. File.ReadAllLines(Path.Combine(Files.Folder, "example.env")).Where(line => line.Contains('=') && !line.StartsWith('#')).Select(line => line.Split('=')[0])];
        asked.ShouldBe(offered, ignoreOrder: true);

        foreach (var (name, service) in Files.Services)
        {
            ContainerFiles.Names(service, "depends_on").Except(Files.Services.Keys).ShouldBeEmpty(name);
            ContainerFiles.List(service, "networks").Except(ContainerFiles.Names(Files.Compose, "networks")).ShouldBeEmpty(name);
            foreach (var source in ContainerFiles.List(service, "volumes").Select(volume => volume.Split(':')[0]))
                (source.StartsWith("./", StringComparison.Ordinal) ? File.Exists(Path.Combine(Files.Folder, source)) : ContainerFiles.Names(Files.Compose, "volumes").Contains(source)).ShouldBeTrue($"{name}: {source}");
            if (service.ContainsKey("build"))
                File.Exists(Path.Combine(Files.Folder, (string)ContainerFiles.Map(service, "build")["context"], (string)ContainerFiles.Map(service, "build")["dockerfile"])).ShouldBeTrue(name);
            if (service.TryGetValue("env_file", out var settings))
                File.Exists(Path.Combine(Files.Folder, (string)settings)).ShouldBeTrue(name);
        }

        ContainerFiles.List(Files.Services["migrate"], "command").ShouldBe(["migrate"]);
        File.ReadAllText(Repository.PathOf("src", "Web", "Commands", "MigrateVerb.cs")).ShouldContain("\"migrate\"");
    }

    [Test]
    public void The_databases_roles_are_those_that_the_product_signs_in_as()
    {
        var script = File.ReadAllText(Path.Combine(Files.Folder, "roles.sh"));
        var database = ContainerFiles.Map(Files.Services["database"], "environment").Keys;
        string[] roles = [DatabaseOptions.OwnerRole, DatabaseOptions.AppRole, DatabaseOptions.SystemRole, DatabaseOptions.JobsRole];

        Made("CREATE ROLE (\\w+)").ShouldBe(roles, ignoreOrder: true);
        Made("\\$(\\w+_PASSWORD)").ShouldBe(database.Where(name => name != "POSTGRES_PASSWORD"), ignoreOrder: true);
        UsersOf("web").ShouldBe(roles.Except([DatabaseOptions.OwnerRole]), ignoreOrder: true);
        UsersOf("worker").ShouldBe(UsersOf("web"));
        UsersOf("migrate").ShouldBe(roles, ignoreOrder: true);
        UsersOf("admin").ShouldBe([.. roles, "postgres"], ignoreOrder: true);

        string[] UsersOf(string service) =>
        [
            .. from pair in ContainerFiles.Map(Files.Services[service], "environment")
               where pair.Key.StartsWith("ConnectionStrings__Financbase", StringComparison.Ordinal)
               select UserName().Match((string)pair.Value).Groups[1].Value,
        ];

        IEnumerable<string> Made(string pattern) => Regex.Matches(script, pattern).Select(found => found.Groups[1].Value);
    }

    [GeneratedRegex(@"^[\w./-]+:\d+(\.\d+)*$")]
    private static partial Regex Versioned();

    [GeneratedRegex(@"""version"": ""(\d+\.\d+)\.")]
    private static partial Regex Sdk();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex Made();

    [GeneratedRegex(@"\.\./[\w./-]+")]
    private static partial Regex Above();

    [GeneratedRegex(@"https://localhost/\S+")]
    private static partial Regex Ready();

    [GeneratedRegex(@"^#?(\w+)=")]
    private static partial Regex Offered();

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Variable();

    [GeneratedRegex("Username=(\\w+)")]
    private static partial Regex UserName();
}
