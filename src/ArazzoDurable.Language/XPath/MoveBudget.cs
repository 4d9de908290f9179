using System.Xml.XPath;

namespace ArazzoDurable.Language.XPath;

/// <summary>What is left of the moves of one evaluation.</summary>
sealed class MoveBudget
{
    /// <summary>Text is copied much faster than nodes are visited.</summary>
    const int CharactersPerMove = 4;

    /// <summary>How many pairs of characters a search compares in the time of one move.</summary>
    const int ComparisonsPerMove = 2048;

    long left = XPathLimits.Moves;

    /// <summary>Whether the evaluation was given up.</summary>
    public bool IsExceeded => left < 0;

    /// <summary>Takes moves.</summary>
    /// <exception cref="XPathException">There are not as many left: an evaluation by the platform has no other way out.</exception>
    public void Charge(long moves = 1)
    {
        left -= moves;
        if (left < 0)
            throw new XPathException("The budget of moves is exceeded.");
    }

    /// <summary>Takes what reading a text costs, and gives it back.</summary>
    public string Read(string text)
    {
        Charge(1 + (text.Length / CharactersPerMove));
        return text;
    }

    /// <summary>Takes what it may cost to look for one text in another.</summary>
    public void ChargeSearch(string text, string wanted) => Charge(1 + ((long)text.Length * wanted.Length / ComparisonsPerMove));
}
