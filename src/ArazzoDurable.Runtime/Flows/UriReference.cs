namespace ArazzoDurable.Runtime.Flows;

/// <summary>Resolves URI references (RFC 3986, section 5).</summary>
static class UriReference
{
    /// <summary>The absolute URI, without a fragment; null when there is none.</summary>
    /// <param name="origin">What a relative reference is relative to; null when that is not known.</param>
    /// <param name="reference">The reference.</param>
    public static Uri? Resolve(Uri? origin, string reference)
    {
        var text = reference.Split('#', 2)[0];
        if (Uri.TryCreate(text, UriKind.Absolute, out var absolute))
            return absolute;
        return origin is not null && Uri.TryCreate(origin, text, out var resolved) ? resolved : null;
    }
}
