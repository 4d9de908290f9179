namespace ArazzoDurable.Runtime.Credentials;

/// <summary>What came of asking for a token.</summary>
public abstract record TokenAnswer
{
    TokenAnswer()
    {
    }

    /// <summary>A token. It prints without its text.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Until">When it is no longer used.</param>
    public sealed record Issued(string Token, DateTimeOffset Until) : TokenAnswer
    {
        /// <inheritdoc/>
        public override string ToString() => "a token";
    }

    /// <summary>None.</summary>
    /// <param name="Why">Why, without secrets, as the rest of a sentence.</param>
    /// <param name="MayPass">Whether another attempt may have more luck.</param>
    public sealed record Refused(string Why, bool MayPass) : TokenAnswer;
}
