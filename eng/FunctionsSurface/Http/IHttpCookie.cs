namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Cookies are neither read nor set.</summary>
public interface IHttpCookie;
