using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Financbase.Application.Attachments;

namespace Financbase.Infrastructure.Attachments.Stores;

/// <summary>A bucket of a server that speaks S3.</summary>
internal sealed class S3Store(S3Settings settings) : IFileStore, IDisposable
{
    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials(settings.AccessKey, settings.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = settings.Endpoint.ToString(),
            AuthenticationRegion = settings.Region,
            ForcePathStyle = true,

            // What others than Amazon understand: no sums behind the content.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await _client.PutObjectAsync(new PutObjectRequest { BucketName = settings.Bucket, Key = name, InputStream = stream, UseChunkEncoding = false }, ct);
    }

    public async Task<byte[]?> ReadAsync(string name, CancellationToken ct)
    {
        try
        {
            using var found = await _client.GetObjectAsync(settings.Bucket, name, ct);
            var content = new MemoryStream();
            await found.ResponseStream.CopyToAsync(content, ct);
            return content.ToArray();
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task DeleteAsync(string name, CancellationToken ct) => _client.DeleteObjectAsync(settings.Bucket, name, ct);

    public async IAsyncEnumerable<(string Name, DateTimeOffset At)> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var request = new ListObjectsV2Request { BucketName = settings.Bucket };
        do
        {
            var page = await _client.ListObjectsV2Async(request, ct);
            foreach (var found in page.S3Objects ?? [])
                yield return (found.Key, found.LastModified?.ToUniversalTime() ?? DateTimeOffset.MaxValue);
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    public void Dispose() => _client.Dispose();
}
