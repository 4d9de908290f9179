namespace ArazzoDurable.Runtime.Operations;

/// <summary>As what a value stands in XML (OpenAPI 3.2, XML Node Types).</summary>
enum XmlForm
{
    /// <summary>An element.</summary>
    Element,

    /// <summary>An attribute of the element around it.</summary>
    Attribute,

    /// <summary>Text of the element around it.</summary>
    Text,

    /// <summary>A CDATA section of the element around it.</summary>
    CData,
}
