namespace ArazzoDurable.Http.Requests;

/// <summary>What a request says by name, be it in its query or in a JSON object. What does not fit is told.</summary>
interface IFields
{
    /// <summary>A field that is true or false; false when it is absent.</summary>
    bool Flag(string name);

    /// <summary>A field that is a whole number; null when it is absent.</summary>
    int? Integer(string name, int least, int most);

    /// <summary>A field of a form of its own; null when it is absent.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="expected">What it must be, in words.</param>
    /// <param name="parse">Reads it; null when it does not fit.</param>
    T? Read<T>(string name, string expected, Func<string, T?> parse)
        where T : struct;
}
