using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;
using System.Xml.XPath;

namespace ArazzoDurable.Language.XPath;

/// <summary>Walks through a document at the expense of a budget, so that no expression can keep on for long.</summary>
/// <param name="inner">Where it stands.</param>
/// <param name="budget">Pays for every move.</param>
sealed class BudgetedNavigator(XPathNavigator inner, MoveBudget budget) : XPathNavigator
{
    // Nodes are put into their order by many comparisons, and a list of them is moved about each time.
    const int Comparison = 16;

    // A copy is memory, which somebody has to clear away.
    const int Copy = 2;

    /// <summary>The node in the document itself.</summary>
    public XPathNavigator Inner => inner;

    /// <inheritdoc/>
    public override XmlNameTable NameTable => inner.NameTable;

    /// <inheritdoc/>
    public override XPathNodeType NodeType => inner.NodeType;

    /// <inheritdoc/>
    public override string LocalName => inner.LocalName;

    /// <inheritdoc/>
    public override string Name => inner.Name;

    /// <inheritdoc/>
    public override string NamespaceURI => inner.NamespaceURI;

    /// <inheritdoc/>
    public override string Prefix => inner.Prefix;

    /// <inheritdoc/>
    public override string BaseURI => "";

    /// <inheritdoc/>
    public override bool IsEmptyElement => inner.IsEmptyElement;

    /// <inheritdoc/>
    public override string Value => inner.NodeType is XPathNodeType.Element or XPathNodeType.Root ? Texts() : budget.Read(inner.Value);

    /// <inheritdoc/>
    public override XPathNavigator Clone()
    {
        budget.Charge(Copy);
        return new BudgetedNavigator(inner.Clone(), budget);
    }

    /// <inheritdoc/>
    public override bool MoveToFirstAttribute() => Move(inner.MoveToFirstAttribute());

    /// <inheritdoc/>
    public override bool MoveToNextAttribute() => Move(inner.MoveToNextAttribute());

    /// <inheritdoc/>
    public override bool MoveToFirstNamespace(XPathNamespaceScope namespaceScope) => Move(inner.MoveToFirstNamespace(namespaceScope));

    /// <inheritdoc/>
    public override bool MoveToNextNamespace(XPathNamespaceScope namespaceScope) => Move(inner.MoveToNextNamespace(namespaceScope));

    /// <inheritdoc/>
    public override bool MoveToNext() => Move(inner.MoveToNext());

    /// <inheritdoc/>
    public override bool MoveToPrevious() => Move(inner.MoveToPrevious());

    /// <inheritdoc/>
    public override bool MoveToFirstChild() => Move(inner.MoveToFirstChild());

    /// <inheritdoc/>
    public override bool MoveToParent() => Move(inner.MoveToParent());

    /// <inheritdoc/>
    public override bool MoveTo(XPathNavigator other) => Move(inner.MoveTo(Unwrap(other)!));

    /// <inheritdoc/>
    public override bool MoveToId(string id) => Move(inner.MoveToId(id));

    /// <inheritdoc/>
    public override bool IsSamePosition(XPathNavigator other) => Move(inner.IsSamePosition(Unwrap(other)!));

    /// <inheritdoc/>
    public override XmlNodeOrder ComparePosition(XPathNavigator? nav)
    {
        budget.Charge(Comparison);
        return inner.ComparePosition(Unwrap(nav));
    }

    // The document gathers texts by walking through all below it, which has its price even where there is no text.
    string Texts()
    {
        var texts = new StringBuilder();
        var walk = Clone();
        var depth = 0;
        while (depth >= 0)
        {
            if (walk.NodeType is XPathNodeType.Text or XPathNodeType.Whitespace or XPathNodeType.SignificantWhitespace)
                texts.Append(walk.Value);
            if (walk.MoveToFirstChild())
                depth++;
            else
                depth -= ToNext(walk, depth);
        }
        return texts.ToString();
    }

    /// <summary>Goes on to the next node that is not below this one.</summary>
    /// <returns>How many levels it went up; one more than there are when there is no such node.</returns>
    static int ToNext(XPathNavigator walk, int depth)
    {
        var levels = 0;
        while (levels < depth && !walk.MoveToNext())
        {
            walk.MoveToParent();
            levels++;
        }
        return levels < depth ? levels : depth + 1;
    }

    bool Move(bool moved)
    {
        budget.Charge();
        return moved;
    }

    [return: NotNullIfNotNull(nameof(other))]
    static XPathNavigator? Unwrap(XPathNavigator? other) => other is BudgetedNavigator budgeted ? budgeted.Inner : other;
}
