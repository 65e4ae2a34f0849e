using System.Security.Cryptography;
using System.Text;
using Financbase.Application.Attachments;
using Financbase.Infrastructure.Attachments.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Financbase.Infrastructure.Tests.Attachments;

/// <summary>Both places where files can lie do the same.</summary>
public sealed class FileStoreTests
{
    private const string Secret = "not so secret";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"financbase-files-{Guid.NewGuid():N}");
    private Bucket _bucket = null!;

    [OneTimeSetUp]
    public async Task Start() => _bucket = await Bucket.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _bucket.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [TestCase("folder")]
    [TestCase("bucket")]
    public async Task What_is_written_is_read_listed_replaced_and_deleted(string kind)
    {
        var store = Of(kind);
        byte[] content = [.. Enumerable.Range(0, 300_000).Select(value => (byte)value)];

        (await store.ReadAsync("one/none", default)).ShouldBeNull();
        await store.DeleteAsync("one/none", default);
        await store.WriteAsync("one/a", "first"u8.ToArray(), default);
        await store.WriteAsync("one/a", content, default);
        await store.WriteAsync("two/b-small", "second"u8.ToArray(), default);

        (await store.ReadAsync("one/a", default)).ShouldBe(content);
        var listed = await store.ListAsync(default).ToListAsync();
        listed.Select(one => one.Name).Order().ShouldBe(["one/a", "two/b-small"]);
        listed.ShouldAllBe(one => DateTimeOffset.UtcNow - one.At < TimeSpan.FromMinutes(5));
        await store.DeleteAsync("one/a", default);
        (await store.ReadAsync("one/a", default)).ShouldBeNull();
    }

    [Test]
    public void A_wrong_key_is_refused_and_nothing_is_taken_for_missing() =>
        Should.ThrowAsync<Amazon.S3.AmazonS3Exception>(async () => await Of("bucket", "wrong").ReadAsync("two/b-small", default)).Result.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);

    [Test]
    public void Settings_that_contradict_or_lack_something_say_so()
    {
        Should.Throw<InvalidOperationException>(() => Choose(("Files:S3:Bucket", "b"), ("Files:Folder", _folder))).Message.ShouldContain("Files__Folder");
        Should.Throw<InvalidOperationException>(() => Choose(("Files:S3:Endpoint", "s3.example.com"))).Message.ShouldContain("Files__S3__Endpoint");
        Should.Throw<InvalidOperationException>(() => Choose(("Files:S3:Endpoint", "https://s3.example.com"), ("Files:S3:Bucket", "b"))).Message.ShouldContain("Files__S3__AccessKey");
        Choose().ShouldBeOfType<NoStore>();
    }

    private IFileStore Of(string kind, string secret = Secret) => kind == "folder"
        ? Choose(("Files:Folder", _folder))
        : Choose(("Files:S3:Endpoint", _bucket.Address), ("Files:S3:Bucket", "papers"), ("Files:S3:AccessKey", "key"), ("Files:S3:SecretKey", secret), ("Files:S3:Region", "eu-north-9"));

    private static IFileStore Choose(params (string Key, string Value)[] settings) => FileSettings.Choose(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(),
        new HostingEnvironment { EnvironmentName = "Production" });

    /// <summary>As much of S3 as is used, with the signature of each request (AWS Signature Version 4) worked out by its published rules.</summary>
    private sealed class Bucket(WebApplication app) : IAsyncDisposable
    {
        private readonly Dictionary<string, byte[]> _objects = [];

        public string Address => app.Urls.Single();

        public static async Task<Bucket> StartAsync()
        {
            var app = WebApplication.CreateSlimBuilder().Build();
            app.Urls.Add("http://127.0.0.1:0");
            var bucket = new Bucket(app);
            app.Run(bucket.AnswerAsync);
            await app.StartAsync();
            return bucket;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task AnswerAsync(HttpContext http)
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var key = http.Request.Path.Value!["/papers".Length..].TrimStart('/');
            if (!IsSigned(http.Request, body.ToArray()))
                http.Response.StatusCode = 403;
            else if (HttpMethods.IsPut(http.Request.Method))
                _objects[key] = body.ToArray();
            else if (HttpMethods.IsDelete(http.Request.Method))
                http.Response.StatusCode = Remove(key);
            else if (key.Length == 0)
                await http.Response.WriteAsync(List(http.Request.Query["continuation-token"].ToString()));
            else if (_objects.TryGetValue(key, out var found))
                await http.Response.Body.WriteAsync(found);
            else
                http.Response.StatusCode = 404;
        }

        private int Remove(string key)
        {
            _objects.Remove(key);
            return StatusCodes.Status204NoContent;
        }

        // One of them a page.
        private string List(string after)
        {
            var rest = _objects.Keys.Where(key => string.CompareOrdinal(key, after) > 0).Order(StringComparer.Ordinal).ToList();
            return $"""
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>papers</Name><IsTruncated>{(rest.Count > 1 ? "true" : "false")}</IsTruncated>
                {(rest.Count > 1 ? $"<NextContinuationToken>{rest[0]}</NextContinuationToken>" : "")}
                {(rest.Count > 0 ? $"<Contents><Key>{rest[0]}</Key><LastModified>{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ss.000Z}</LastModified><Size>1</Size></Contents>" : "")}
                </ListBucketResult>
                """;
        }

        private static bool IsSigned(HttpRequest request, byte[] body)
        {
            var parts = request.Headers.Authorization.ToString().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Skip(1)
                .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
            var scope = parts["Credential"].Split('/', 2)[1];
            var told = request.Headers["x-amz-content-sha256"].ToString();
            if (told != "UNSIGNED-PAYLOAD" && told != Hex(SHA256.HashData(body)))
                return false;

            var query = string.Join('&', request.Query.OrderBy(word => word.Key, StringComparer.Ordinal)
                .Select(word => $"{Uri.EscapeDataString(word.Key)}={Uri.EscapeDataString(word.Value.ToString())}"));
            var headers = parts["SignedHeaders"].Split(';').Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n");
            var canonical = string.Join('\n', request.Method, request.Path.ToUriComponent(), query, string.Concat(headers), parts["SignedHeaders"], told);
            var signed = string.Join('\n', "AWS4-HMAC-SHA256", request.Headers["x-amz-date"].ToString(), scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
            var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{Secret}"), (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
            return scope.Contains("/eu-north-9/s3/", StringComparison.Ordinal) && parts["Signature"] == Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
        }

        private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
    }
}
