using System.Text;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Financbase.Web.Api;

/// <summary>
/// The parts of a multipart upload, read one after the other and never to disk. A file that is too large is refused at
/// the byte that is too much, and before the first when its length is known; the server drains what a client still sends,
/// so that it can read the answer.
/// </summary>
internal sealed class StatementMultipart
{
    private const int LargestText = 64 * 1024;
    private const int MostParts = 20;
    private const long LargestBody = StatementFile.LargestSize + MostParts * LargestText;

    private readonly Dictionary<string, string> _texts = [];

    private readonly Error _tooLarge;

    private StatementMultipart(Error tooLarge) => _tooLarge = tooLarge;

    public StatementFile? File { get; private set; }

    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <param name="http">The request.</param>
    /// <param name="tooLarge">What to say of a file above 20 MB; what is said of statements when it is left out.</param>
    public static async Task<StatementMultipart> ReadAsync(HttpContext http, Error? tooLarge = null)
    {
        var refusal = tooLarge ?? StatementFileErrors.TooLarge(StatementFile.LargestMegabytes);
        if (http.Request.ContentLength > LargestBody)
        {
            throw new DomainException(refusal);
        }

        var form = new StatementMultipart(refusal);
        try
        {
            await form.ReadAsync(new MultipartReader(Boundary(http.Request), http.Request.Body), http.RequestAborted);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw new DomainException(new Error("malformed", "The multipart body could not be read to its end.", ErrorKind.Malformed));
        }

        http.Features.Set<IFormFeature>(new FormFeature(form.ToCollection()));
        return form;
    }

    private async Task ReadAsync(MultipartReader reader, CancellationToken ct)
    {
        for (var parts = 0; await reader.ReadNextSectionAsync(ct) is { } section; parts++)
        {
            if (parts == MostParts || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                throw new InvalidDataException();
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (name == "file")
            {
                var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName);
                File = await StatementFile.ReadAsync(fileName.ToString(), section.Body, ct, _tooLarge);
            }
            else
            {
                _texts[name] = await ReadTextAsync(section.Body, ct);
            }
        }
    }

    private static async Task<string> ReadTextAsync(Stream body, CancellationToken ct)
    {
        var buffer = new byte[LargestText + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length <= LargestText ? Encoding.UTF8.GetString(buffer, 0, length) : throw new InvalidDataException();
    }

    private static string Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
            ? boundary.ToString()
            : throw new DomainException(new Error(
                "unsupported_type", "Send the file as multipart/form-data with a part “file”.", ErrorKind.UnsupportedType));

    // What the parts are is asked again, of the form, by Idempotency-Key.
    private FormCollection ToCollection()
    {
        var files = new FormFileCollection();
        if (File is { } file)
        {
            files.Add(new FormFile(new MemoryStream(file.Content.ToArray()), 0, file.Content.Length, "file", file.Name));
        }

        return new FormCollection(_texts.ToDictionary(text => text.Key, text => new Microsoft.Extensions.Primitives.StringValues(text.Value)), files);
    }
}
